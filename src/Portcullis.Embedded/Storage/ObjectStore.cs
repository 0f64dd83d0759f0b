using Portcullis.Embedded.Resources;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Storage;

/// <summary>Every object of the cluster, with one revision counter over all resources, as etcd has it.</summary>
/// <remarks>
/// Thread-safe. One lock guards all writes: they are short (serialise, link, append), and one order of all changes is
/// what makes resourceVersions comparable. Readers take a snapshot and then need no lock.
/// </remarks>
internal sealed class ObjectStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceType, ResourceTable> _tables = [];
    private readonly ResourceTable _namespaces;

    /// <summary>A new etcd does not begin at 0 either, and 0 has a meaning of its own in requests.</summary>
    private long _revision = 1;

    public ObjectStore(ResourceRegistry registry, int history)
    {
        foreach (var definition in registry.All)
        {
            _tables.Add(definition.Type, new ResourceTable(definition, history));
        }

        _namespaces = _tables[ResourceTypes.Namespaces];
    }

    public IEnumerable<ResourceTable> Tables => _tables.Values;

    public ResourceTable this[ResourceType type] => _tables[type];

    public long Revision
    {
        get
        {
            lock (_gate)
            {
                return _revision;
            }
        }
    }

    /// <summary>The objects of a resource, and the revision up to which every change of any resource is in them.</summary>
    public (ResourceSnapshot Snapshot, long Revision) Read(ResourceTable table)
    {
        lock (_gate)
        {
            return (table.Snapshot, _revision);
        }
    }

    public StoredObject? Find(ResourceTable table, NamespacedName key) => Read(table).Snapshot.Find(key);

    /// <summary>The objects as they were at <paramref name="revision"/>, rebuilt from the history.</summary>
    /// <returns>Null when the history does not reach back that far.</returns>
    public ResourceSnapshot? ReadAt(ResourceTable table, long revision)
    {
        lock (_gate)
        {
            var history = table.History;
            if (revision > _revision || revision < history.ForgottenRevision)
            {
                return null;
            }

            var snapshot = table.Snapshot;
            for (var position = history.End - 1; position >= history.Start && history[position].Revision > revision; position--)
            {
                var change = history[position];
                snapshot = change.Previous is { } previous ? snapshot.With(previous) : snapshot.Without(change.Subject.Key);
            }

            return snapshot;
        }
    }

    /// <summary>Writes or deletes one object if it is still what the caller saw.</summary>
    /// <param name="table">The resource.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="expected">The version the change is based on; null to create.</param>
    /// <param name="next">The new value; null to delete.</param>
    /// <param name="manager">Who creates it.</param>
    public CommitResult Commit(ResourceTable table, NamespacedName key, StoredObject? expected, KubernetesObject? next, string manager = "")
    {
        CommitResult result;
        lock (_gate)
        {
            result = CommitLocked(table, key, expected, next, manager);
        }

        if (result is CommitResult.Done)
        {
            table.Changed.Set();
        }

        return result;
    }

    /// <summary>Takes a namespace away if nothing is left in it.</summary>
    /// <returns>False when something is left, or when it is not there as expected.</returns>
    public bool TryRemoveEmptyNamespace(StoredObject expected)
    {
        lock (_gate)
        {
            var name = expected.Key.Name;
            if (_tables.Values.Any(t => t.Definition.Type.Namespaced && t.Snapshot.CountIn(name) > 0)
                || CommitLocked(_namespaces, expected.Key, expected, null, "") is not CommitResult.Done)
            {
                return false;
            }
        }

        _namespaces.Changed.Set();
        return true;
    }

    /// <summary>Forgets the history of a resource, so that older resourceVersions are answered with 410.</summary>
    public void Compact(ResourceTable table)
    {
        lock (_gate)
        {
            table.History.Compact(_revision);
        }

        table.Changed.Set();
    }

    /// <summary>Opens a cursor over the changes after <paramref name="revision"/>.</summary>
    /// <param name="table">The resource.</param>
    /// <param name="revision">Null: from now on, with the current objects in the answer.</param>
    public WatchCursor Watch(ResourceTable table, long? revision)
    {
        lock (_gate)
        {
            var history = table.History;
            if (revision is not { } since)
            {
                return new WatchCursor(this, table, history.End, table.Snapshot, _revision, isTooOld: false, oldest: 0);
            }

            var tooOld = since < history.ForgottenRevision;
            return new WatchCursor(this, table, history.After(since), ResourceSnapshot.Empty, since, tooOld, history.ForgottenRevision);
        }
    }

    /// <summary>Copies what came after a position.</summary>
    /// <returns>False when the position has been overwritten: the reader was too slow.</returns>
    internal bool TryReadChanges(ResourceTable table, ref long position, List<StoreEvent> changes, int limit, out long revision)
    {
        lock (_gate)
        {
            revision = _revision;
            var history = table.History;
            if (position < history.Start)
            {
                return false;
            }

            for (; position < history.End && changes.Count < limit; position++)
            {
                changes.Add(history[position]);
            }

            return true;
        }
    }

    private CommitResult CommitLocked(ResourceTable table, NamespacedName key, StoredObject? expected, KubernetesObject? next, string manager)
    {
        var current = table.Snapshot.Find(key);
        if (!ReferenceEquals(current, expected))
        {
            return new CommitResult.Stale(current);
        }

        if (expected is null && table.Definition.Type.Namespaced && _namespaces.Snapshot.Find(new("", key.Namespace)) is null)
        {
            return new CommitResult.NoNamespace();
        }

        var revision = _revision + 1;
        if (next is null)
        {
            var last = expected!.At(revision, table.Definition);
            _revision = revision;
            table.Snapshot = table.Snapshot.Without(key);
            table.History.Append(new StoreEvent(revision, expected, null));
            return new CommitResult.Done(last);
        }

        var value = next with
        {
            ApiVersion = null,
            Kind = null,
            Metadata = next.Metadata with { ResourceVersion = StoredObject.Version(revision) },
        };
        var stored = new StoredObject(value, table.Definition.Serialize(value), revision, expected?.Manager ?? manager);
        _revision = revision;
        table.Snapshot = table.Snapshot.With(stored);
        table.History.Append(new StoreEvent(revision, expected, stored));
        return new CommitResult.Done(stored);
    }
}
