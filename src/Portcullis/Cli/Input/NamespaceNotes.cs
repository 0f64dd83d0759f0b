using Portcullis.Model.Resources;
using Portcullis.Model.Texts;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Cli.Input;

/// <summary>The namespaces that objects live in but that are not given, and what is said about labels.</summary>
internal static class NamespaceNotes
{
    /// <summary>The label that names a namespace, which API servers set since Kubernetes 1.21.</summary>
    public const string NameLabel = "kubernetes.io/metadata.name";

    /// <summary>Adds a namespace for every name that is used and not given, with the label that the API server would set.</summary>
    /// <param name="given">The namespaces that are given.</param>
    /// <param name="used">The names that objects live in.</param>
    /// <param name="notes">Gets a line where something was taken for granted.</param>
    /// <param name="labelGiven">Whether those that are given get the label too, as from an API server since 1.21; otherwise they are taken as written.</param>
    public static IReadOnlyList<Namespace> Complete(IReadOnlyList<Namespace> given, IEnumerable<string> used, List<string> notes, bool labelGiven = false)
    {
        var known = given.Select(ns => ns.Metadata.Name ?? "").ToHashSet(StringComparer.Ordinal);
        var missing = used.Where(name => !known.Contains(name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            notes.Add($"note: no Namespace object for {Listing.Of(missing)}; taken to have the label {NameLabel} and no other");
        }

        var unnamed = given.Where(ns => ns.Metadata.Labels?.GetValueOrDefault(NameLabel) != ns.Metadata.Name).Select(ns => ns.Metadata.Name ?? "").ToList();
        if (unnamed.Count > 0)
        {
            notes.Add($"note: without the label {NameLabel}, which Kubernetes sets since 1.21: {(unnamed.Count == 1 ? "namespace" : "namespaces")} {Listing.Of(unnamed)}; {(labelGiven ? "taken to have it; for an older cluster, say --kubernetes-version 1.20" : "taken as written")}");
        }

        return [.. labelGiven ? given.Select(Labelled) : given, .. missing.Select(Make)];
    }

    private static Namespace Labelled(Namespace ns) => string.IsNullOrEmpty(ns.Metadata.Name) ? ns : ns with
    {
        Metadata = ns.Metadata with { Labels = new Dictionary<string, string>(ns.Metadata.Labels ?? new Dictionary<string, string>(), StringComparer.Ordinal) { [NameLabel] = ns.Metadata.Name } },
    };

    private static Namespace Make(string name) => new()
    {
        ApiVersion = ResourceTypes.Namespaces.ApiVersion,
        Kind = ResourceTypes.Namespaces.Kind,
        Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [NameLabel] = name } },
    };
}
