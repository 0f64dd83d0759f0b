namespace Portcullis.Embedded.Simulation;

/// <summary>Keys with the time at which each is due; one timer serves thousands of them.</summary>
/// <remarks>A key has one due time. An entry that was superseded stays in the heap and is skipped when it surfaces.</remarks>
internal sealed class DueQueue<TKey>
    where TKey : notnull
{
    private readonly PriorityQueue<TKey, DateTimeOffset> _heap = new();
    private readonly Dictionary<TKey, DateTimeOffset> _due = [];

    /// <summary>The earliest due time; null when nothing is due ever.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            while (_heap.TryPeek(out var key, out var at))
            {
                if (_due.TryGetValue(key, out var current) && current == at)
                {
                    return at;
                }

                _heap.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Sets or, with null, clears the due time of a key.</summary>
    public void Set(TKey key, DateTimeOffset? at)
    {
        if (at is not { } time)
        {
            _due.Remove(key);
        }
        else if (!_due.TryGetValue(key, out var current) || current != time)
        {
            _due[key] = time;
            _heap.Enqueue(key, time);
        }
    }

    public bool Contains(TKey key) => _due.ContainsKey(key);

    /// <summary>Takes a key that is due by now.</summary>
    public bool TryTake(DateTimeOffset now, out TKey key)
    {
        key = default!;
        if (Next is not { } at || at > now)
        {
            return false;
        }

        key = _heap.Dequeue();
        _due.Remove(key);
        return true;
    }
}
