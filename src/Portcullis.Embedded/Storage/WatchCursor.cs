namespace Portcullis.Embedded.Storage;

/// <summary>A reader's place in the changes of one resource. One reader at a time.</summary>
internal sealed class WatchCursor
{
    private const int Batch = 256;

    private readonly ObjectStore _store;
    private readonly ResourceTable _table;
    private readonly List<StoreEvent> _changes = new(16);
    private long _position;

    internal WatchCursor(ObjectStore store, ResourceTable table, long position, ResourceSnapshot initial, long revision, bool isTooOld, long oldest)
    {
        _store = store;
        _table = table;
        _position = position;
        Initial = initial;
        Revision = revision;
        IsTooOld = isTooOld;
        Oldest = oldest;
    }

    /// <summary>The objects at the start, when no revision was asked for.</summary>
    public ResourceSnapshot Initial { get; }

    /// <summary>Every change up to here has been read, whatever its resource.</summary>
    public long Revision { get; private set; }

    /// <summary>The revision asked for lies before what the history holds.</summary>
    public bool IsTooOld { get; }

    /// <summary>The oldest revision one could have asked for.</summary>
    public long Oldest { get; }

    /// <summary>Waits until there may be more to read. Take it before <see cref="TryRead"/>.</summary>
    public Task Changed() => _table.Changed.Next();

    /// <summary>The changes since the last call, at most some hundred.</summary>
    /// <param name="changes">Valid until the next call; empty when there are none.</param>
    /// <returns>False when the reader was too slow and changes are lost: the watch must end.</returns>
    public bool TryRead(out IReadOnlyList<StoreEvent> changes)
    {
        _changes.Clear();
        changes = _changes;
        if (!_store.TryReadChanges(_table, ref _position, _changes, Batch, out var revision))
        {
            return false;
        }

        Revision = _changes.Count == Batch ? _changes[^1].Revision : revision;
        return true;
    }
}
