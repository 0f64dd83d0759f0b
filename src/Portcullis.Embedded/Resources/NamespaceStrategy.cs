using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Resources;

/// <summary>Namespaces: active until deleted, then emptied.</summary>
internal sealed class NamespaceStrategy : ResourceStrategy
{
    /// <summary>Removed when the namespace is empty.</summary>
    public const string Finalizer = "kubernetes";

    private const string NameLabel = "kubernetes.io/metadata.name";

    public override bool HasStatus => true;

    public override bool ReturnsDeletedObject => true;

    public override IReadOnlyList<string> SelectableFields => ["status.phase"];

    public override string UnknownField(string label) => $"field label not supported: {label}";

    public override string Field(KubernetesObject value, string label) => ((Namespace)value).Status?.Phase ?? "";

    public override KubernetesObject PrepareForCreate(KubernetesObject value)
    {
        var made = (Namespace)value;
        return made with
        {
            Metadata = Labelled(made.Metadata),
            Spec = new NamespaceSpec { Finalizers = [Finalizer] },
            Status = new NamespaceStatus { Phase = "Active" },
        };
    }

    public override KubernetesObject PrepareForUpdate(KubernetesObject value, KubernetesObject old)
    {
        var before = (Namespace)old;
        return (Namespace)value with { Metadata = Labelled(value.Metadata), Spec = before.Spec, Status = before.Status };
    }

    /// <summary>Every namespace can be selected by its name, whatever a client sends.</summary>
    private static ObjectMeta Labelled(ObjectMeta metadata)
    {
        if (metadata.Labels is { } present && present.TryGetValue(NameLabel, out var name) && name == metadata.Name)
        {
            return metadata;
        }

        return metadata with { Labels = new Dictionary<string, string>(metadata.Labels ?? new Dictionary<string, string>()) { [NameLabel] = metadata.Name ?? "" } };
    }

    public override KubernetesObject WithStatus(KubernetesObject old, KubernetesObject value) =>
        (Namespace)old with { Status = ((Namespace)value).Status };
}
