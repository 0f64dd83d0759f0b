namespace Portcullis.Embedded.Storage;

/// <summary>The last changes of one resource, oldest overwritten first. Not thread-safe: the store's lock guards it.</summary>
internal sealed class WatchHistory
{
    private readonly StoreEvent[] _ring;
    private long _count;

    public WatchHistory(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _ring = new StoreEvent[capacity];
    }

    /// <summary>The position after the newest event: how many events there ever were.</summary>
    public long End => _count;

    /// <summary>The position of the oldest event that is still kept.</summary>
    public long Start => Math.Max(_dropped, _count - _ring.Length);

    private long _dropped;

    /// <summary>Everything up to and including this revision may be missing from the history.</summary>
    public long ForgottenRevision { get; private set; }

    public void Append(StoreEvent change)
    {
        if (_count - Start == _ring.Length)
        {
            ForgottenRevision = _ring[_count % _ring.Length].Revision;
        }

        _ring[_count % _ring.Length] = change;
        _count++;
    }

    /// <summary>Forgets everything, as etcd does when it compacts: all that was before <paramref name="revision"/> is gone.</summary>
    public void Compact(long revision)
    {
        _dropped = _count;
        ForgottenRevision = revision;
        Array.Clear(_ring);
    }

    /// <summary>The event at a position from <see cref="Start"/> to before <see cref="End"/>.</summary>
    public StoreEvent this[long position] => _ring[position % _ring.Length];

    /// <summary>The position of the first kept event after <paramref name="revision"/>.</summary>
    public long After(long revision)
    {
        var low = Start;
        var high = End;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (this[middle].Revision <= revision)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
