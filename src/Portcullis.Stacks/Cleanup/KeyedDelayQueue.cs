using System.Threading.Channels;

namespace Portcullis.Stacks.Cleanup;

/// <summary>A work queue that holds each key once, at its earliest due time, and never works on a key twice at once.</summary>
/// <remarks>One owner calls <see cref="RunAsync"/>; <see cref="Schedule"/> may be called by anybody, at any time.</remarks>
internal sealed class KeyedDelayQueue<TKey>(TimeProvider time)
    where TKey : notnull
{
    // The longest that the queue sleeps, so that a clock set forward is noticed.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, DateTimeOffset> _due = [];
    private readonly PriorityQueue<TKey, DateTimeOffset> _order = new();
    private readonly HashSet<TKey> _working = [];

    // One wake-up is enough, however many there were reasons for.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Works on <paramref name="key"/> at <paramref name="due"/>, or earlier if that was said before.</summary>
    public void Schedule(TKey key, DateTimeOffset due)
    {
        lock (_lock)
        {
            if (_due.TryGetValue(key, out var earlier) && earlier <= due)
            {
                return;
            }

            _due[key] = due;
            _order.Enqueue(key, due);
        }

        Wake();
    }

    /// <summary>Works until cancelled, then waits for what is under way.</summary>
    /// <param name="work">The work; it reports its own failures.</param>
    /// <param name="parallelism">How many keys are worked on at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Func<TKey, CancellationToken, Task> work, int parallelism, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(parallelism);
        await using var timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                await slots.WaitAsync(cancellationToken);
                TKey? key;
                while (!TryTake(out key, out var sleep))
                {
                    timer.Change(sleep, Timeout.InfiniteTimeSpan);
                    await _wake.Reader.ReadAsync(cancellationToken);
                }

                _ = WorkAsync(key!, work, slots, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }

        while (IsWorking)
        {
            await _wake.Reader.ReadAsync(CancellationToken.None);
        }
    }

    private bool IsWorking
    {
        get
        {
            lock (_lock)
            {
                return _working.Count > 0;
            }
        }
    }

    private bool TryTake(out TKey? key, out TimeSpan sleep)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            List<(TKey Key, DateTimeOffset Due)> busy = [];
            key = default;
            sleep = LongestSleep;
            var taken = false;
            while (!taken && _order.TryPeek(out var first, out var due))
            {
                if (!_due.TryGetValue(first, out var current) || current != due)
                {
                    _order.Dequeue();
                }
                else if (due > now)
                {
                    sleep = due - now < LongestSleep ? due - now + TimeSpan.FromMilliseconds(1) : LongestSleep;
                    break;
                }
                else
                {
                    _order.Dequeue();
                    if (_working.Contains(first))
                    {
                        busy.Add((first, due));
                        continue;
                    }

                    _due.Remove(first);
                    _working.Add(first);
                    key = first;
                    taken = true;
                }
            }

            foreach (var (waiting, due) in busy)
            {
                _order.Enqueue(waiting, due);
            }

            return taken;
        }
    }

    private async Task WorkAsync(TKey key, Func<TKey, CancellationToken, Task> work, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            await work(key, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        finally
        {
            slots.Release();
            lock (_lock)
            {
                _working.Remove(key);
            }

            Wake();
        }
    }

    private void Wake() => _wake.Writer.TryWrite(true);
}
