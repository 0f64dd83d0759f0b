using System.Collections.Immutable;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;

namespace Portcullis.Client.Reflecting;

/// <summary>The writing side of a <see cref="Store{T}"/>. One owner, one call at a time.</summary>
/// <param name="store">The store to write to.</param>
/// <param name="report">Gets what a subscriber threw.</param>
internal sealed class StoreWriter<T>(Store<T> store, Action<Exception> report)
    where T : KubernetesObject
{
    /// <summary>Takes an object over as it is now.</summary>
    public void Apply(T value)
    {
        var key = NamespacedName.Of(value.Metadata);
        var before = store.Snapshot();
        var old = before.Objects.GetValueOrDefault(key);
        var now = Publish(before.Objects.SetItem(key, value), value.Metadata.ResourceVersion, before);
        foreach (var change in Differences(old, value))
        {
            store.Notify(change, report);
        }
        store.Settle(now, key);
    }

    /// <summary>Takes a deletion over.</summary>
    /// <param name="last">The object's last state; its version is that of the deletion.</param>
    public void Delete(T last)
    {
        var key = NamespacedName.Of(last.Metadata);
        var before = store.Snapshot();
        var now = Publish(before.Objects.Remove(key), last.Metadata.ResourceVersion, before);
        if (before.Objects.ContainsKey(key))
        {
            store.Notify(new StoreChange<T>.Deleted(last), report);
        }
        store.Settle(now, key);
    }

    /// <summary>Notes that nothing happened up to a version.</summary>
    public void Advance(string resourceVersion)
    {
        var before = store.Snapshot();
        store.Settle(Publish(before.Objects, resourceVersion, before), null);
    }

    /// <summary>Notes that the server may have gone back: until the next list, versions say nothing.</summary>
    public void Doubt()
    {
        var now = store.Snapshot();
        var doubtful = new StoreSnapshot<T>(now.Objects, now.ResourceVersion, now.HasSynced, now.ListMark, isDoubtful: true);
        store.Publish(doubtful);
        store.Settle(doubtful, null);
    }

    /// <summary>Takes a whole list over and reports how it differs from what was there.</summary>
    /// <param name="items">The list.</param>
    /// <param name="resourceVersion">Its version.</param>
    /// <param name="listMark">Drawn before it was asked for.</param>
    /// <remarks>
    /// Where the server may have gone back, the same version of the same object can be another one: whatever is there
    /// is then reported as changed.
    /// </remarks>
    public void Replace(IEnumerable<T> items, string resourceVersion, long listMark = 0)
    {
        var before = store.Snapshot();
        var objects = ImmutableDictionary.CreateBuilder<NamespacedName, T>();
        foreach (var item in items)
        {
            objects[NamespacedName.Of(item.Metadata)] = item;
        }
        var now = new StoreSnapshot<T>(objects.ToImmutable(), resourceVersion, hasSynced: true, listMark);
        store.Publish(now);
        foreach (var (key, old) in before.Objects)
        {
            if (!now.Objects.ContainsKey(key))
            {
                store.Notify(new StoreChange<T>.Deleted(old), report);
            }
        }
        foreach (var (key, value) in now.Objects)
        {
            foreach (var change in Differences(before.Objects.GetValueOrDefault(key), value, before.IsDoubtful))
            {
                store.Notify(change, report);
            }
        }
        store.Notify(new StoreChange<T>.Resynced(), report);
        store.Settle(now, null);
    }

    private StoreSnapshot<T> Publish(ImmutableDictionary<NamespacedName, T> objects, string? resourceVersion, StoreSnapshot<T> before)
    {
        var now = new StoreSnapshot<T>(objects, resourceVersion, before.HasSynced, before.ListMark, before.IsDoubtful);
        store.Publish(now);
        return now;
    }

    /// <summary>Another object under the same name is a deletion and an addition, never an update.</summary>
    private static IEnumerable<StoreChange<T>> Differences(T? old, T value, bool isDoubtful = false)
    {
        if (old is null)
        {
            yield return new StoreChange<T>.Added(value);
        }
        else if (old.Metadata.Uid != value.Metadata.Uid)
        {
            yield return new StoreChange<T>.Deleted(old);
            yield return new StoreChange<T>.Added(value);
        }
        else if (isDoubtful || old.Metadata.ResourceVersion != value.Metadata.ResourceVersion)
        {
            yield return new StoreChange<T>.Updated(old, value);
        }
    }
}
