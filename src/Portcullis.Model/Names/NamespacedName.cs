using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Names;

/// <summary>The key of an object within its resource. <c>Namespace</c> is empty for cluster-scoped objects.</summary>
/// <param name="Namespace">The namespace, or the empty string.</param>
/// <param name="Name">The name.</param>
public readonly record struct NamespacedName(string Namespace, string Name)
{
    /// <summary>The key of <paramref name="metadata"/>.</summary>
    /// <param name="metadata">Metadata of a persisted object.</param>
    public static NamespacedName Of(ObjectMeta metadata) => new(metadata.Namespace ?? "", metadata.Name ?? "");

    /// <summary><c>namespace/name</c>, or the name alone.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
