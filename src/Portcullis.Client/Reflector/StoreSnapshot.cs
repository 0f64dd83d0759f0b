using System.Collections.Immutable;

namespace Portcullis.Client;

/// <summary>A frozen view of a <see cref="Store{T}"/>.</summary>
/// <typeparam name="T">The wire type.</typeparam>
public sealed class StoreSnapshot<T>
    where T : KubernetesObject
{
    internal StoreSnapshot(ImmutableDictionary<NamespacedName, T> objects, string? resourceVersion, bool hasSynced)
    {
        Objects = objects;
        ResourceVersion = resourceVersion;
        HasSynced = hasSynced;
    }

    /// <summary>The objects by key. Shared: nobody mutates them.</summary>
    public ImmutableDictionary<NamespacedName, T> Objects { get; }

    /// <summary>Every change up to this version is in here; null before the first list.</summary>
    public string? ResourceVersion { get; }

    /// <summary>Whether a whole list was taken over at least once.</summary>
    public bool HasSynced { get; }

    internal static StoreSnapshot<T> Empty { get; } = new(ImmutableDictionary<NamespacedName, T>.Empty, null, hasSynced: false);
}
