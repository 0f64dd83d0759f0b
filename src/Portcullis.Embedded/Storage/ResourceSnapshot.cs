using System.Collections.Immutable;
using Portcullis.Model.Names;

namespace Portcullis.Embedded.Storage;

/// <summary>All objects of one resource at one moment, in the order of their keys (namespace, then name, by bytes).</summary>
internal sealed class ResourceSnapshot
{
    private readonly ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, StoredObject>> _namespaces;

    private ResourceSnapshot(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, StoredObject>> namespaces, int count)
    {
        _namespaces = namespaces;
        Count = count;
    }

    public static ResourceSnapshot Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, StoredObject>>(StringComparer.Ordinal), 0);

    public int Count { get; }

    public StoredObject? Find(NamespacedName key) =>
        _namespaces.TryGetValue(key.Namespace, out var names) && names.TryGetValue(key.Name, out var found) ? found : null;

    /// <summary>The objects of one namespace, or of all when <paramref name="scope"/> is null.</summary>
    public IEnumerable<StoredObject> In(string? scope)
    {
        if (scope is null)
        {
            return _namespaces.Values.SelectMany(names => names.Values);
        }

        return _namespaces.TryGetValue(scope, out var found) ? found.Values : [];
    }

    /// <summary>How many objects one namespace holds, or all when <paramref name="scope"/> is null.</summary>
    public int CountIn(string? scope)
    {
        if (scope is null)
        {
            return Count;
        }

        return _namespaces.TryGetValue(scope, out var found) ? found.Count : 0;
    }

    public ResourceSnapshot With(StoredObject item)
    {
        var names = _namespaces.TryGetValue(item.Key.Namespace, out var found) ? found : EmptyNames;
        var added = names.SetItem(item.Key.Name, item);
        return new(_namespaces.SetItem(item.Key.Namespace, added), Count + added.Count - names.Count);
    }

    public ResourceSnapshot Without(NamespacedName key)
    {
        if (!_namespaces.TryGetValue(key.Namespace, out var names) || !names.ContainsKey(key.Name))
        {
            return this;
        }

        var rest = names.Remove(key.Name);
        return new(rest.IsEmpty ? _namespaces.Remove(key.Namespace) : _namespaces.SetItem(key.Namespace, rest), Count - 1);
    }

    private static ImmutableSortedDictionary<string, StoredObject> EmptyNames { get; } =
        ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);
}
