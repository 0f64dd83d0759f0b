using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Defaults of namespaces: the label that selects one by its name, the phase, the finalizer.</summary>
internal static class NamespaceDefaults
{
    /// <summary>The label that every namespace has since Kubernetes 1.21.</summary>
    private const string NameLabel = "kubernetes.io/metadata.name";

    public static Namespace Apply(Namespace ns) => ns with
    {
        Metadata = Labelled(ns.Metadata),
        Spec = ns.Spec is { Finalizers: not null } ? ns.Spec : (ns.Spec ?? new NamespaceSpec()) with { Finalizers = ["kubernetes"] },
        Status = string.IsNullOrEmpty(ns.Status?.Phase) ? (ns.Status ?? new NamespaceStatus()) with { Phase = "Active" } : ns.Status,
    };

    private static ObjectMeta Labelled(ObjectMeta metadata)
    {
        if (string.IsNullOrEmpty(metadata.Name))
        {
            return metadata;
        }

        var labels = new Dictionary<string, string>(metadata.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal) { [NameLabel] = metadata.Name };
        return metadata with { Labels = labels };
    }
}
