using Portcullis.Model.Names;

namespace Portcullis.Policy.Network.Reading;

/// <summary>By namespace, then by name, as bytes compare.</summary>
internal sealed class NameOrder : IComparer<NamespacedName>
{
    public static NameOrder Instance { get; } = new();

    public int Compare(NamespacedName x, NamespacedName y)
    {
        var spaces = string.CompareOrdinal(x.Namespace, y.Namespace);
        return spaces != 0 ? spaces : string.CompareOrdinal(x.Name, y.Name);
    }
}
