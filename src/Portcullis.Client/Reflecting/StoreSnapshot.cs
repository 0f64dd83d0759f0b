using System.Collections.Immutable;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;

namespace Portcullis.Client.Reflecting;

/// <summary>A frozen view of a <see cref="Store{T}"/>.</summary>
/// <typeparam name="T">The wire type.</typeparam>
public sealed class StoreSnapshot<T>
    where T : KubernetesObject
{
    internal StoreSnapshot(ImmutableDictionary<NamespacedName, T> objects, string? resourceVersion, bool hasSynced, long listMark = 0, bool isDoubtful = false)
    {
        Objects = objects;
        ResourceVersion = resourceVersion;
        HasSynced = hasSynced;
        ListMark = listMark;
        IsDoubtful = isDoubtful;
    }

    /// <summary>The objects by key. Shared: nobody mutates them.</summary>
    public ImmutableDictionary<NamespacedName, T> Objects { get; }

    /// <summary>Every change up to this version is in here; null before the first list.</summary>
    public string? ResourceVersion { get; }

    /// <summary>Whether a whole list was taken over at least once.</summary>
    public bool HasSynced { get; }

    /// <summary>Whether the same objects are in another snapshot, each at the same version.</summary>
    internal bool HasSameVersions(StoreSnapshot<T> other) => Objects.Count == other.Objects.Count && Objects.All(one =>
        other.Objects.TryGetValue(one.Key, out var there)
        && there.Metadata.Uid == one.Value.Metadata.Uid
        && there.Metadata.ResourceVersion == one.Value.Metadata.ResourceVersion);

    /// <summary>Every write that was answered before this mark was drawn is in here: the last list was asked for after it.</summary>
    internal long ListMark { get; }

    /// <summary>
    /// Whether the server may have gone back since: its versions are then counted anew, and say nothing beside the ones
    /// in here.
    /// </summary>
    internal bool IsDoubtful { get; }

    internal static StoreSnapshot<T> Empty { get; } = new(ImmutableDictionary<NamespacedName, T>.Empty, null, hasSynced: false);
}
