namespace Portcullis.Client.Tests;

/// <summary>A clock that stands still until it is told to move; timers fire when it passes them.</summary>
internal sealed class PausedTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Lock _gate = new();
    private readonly List<PausedTimer> _timers = [];
    private readonly List<TaskCompletionSource> _timerChanges = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    private TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new PausedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on and fires what came due, in order.</summary>
    public void Advance(TimeSpan by)
    {
        TimeSpan target;
        lock (_gate)
        {
            target = _elapsed + by;
        }
        while (true)
        {
            PausedTimer? due;
            lock (_gate)
            {
                due = _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
                if (due is null)
                {
                    _elapsed = target;
                    return;
                }
                _elapsed = due.Due > _elapsed ? due.Due : _elapsed;
                _timers.Remove(due);
            }
            due.Fire();
        }
    }

    /// <summary>Waits until somebody waits for just about this long: a timer whose remaining time lies in the range.</summary>
    public async Task<TimeSpan> TimerAsync(TimeSpan from, TimeSpan to, CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_timers.Find(timer => timer.Due - _elapsed >= from && timer.Due - _elapsed <= to) is { } found)
                {
                    return found.Due - _elapsed;
                }
                var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _timerChanges.Add(source);
                changed = source.Task;
            }
            await changed.WaitAsync(TimeSpan.FromSeconds(30), ct);
        }
    }

    private void Set(PausedTimer timer, TimeSpan dueTime)
    {
        List<TaskCompletionSource> changes;
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _elapsed + dueTime;
                _timers.Add(timer);
            }
            changes = [.. _timerChanges];
            _timerChanges.Clear();
        }
        foreach (var change in changes)
        {
            change.TrySetResult();
        }
    }

    private sealed class PausedTimer(PausedTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            time.Set(this, dueTime);
            return true;
        }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                time.Set(this, _period);
            }
            callback(state);
        }

        public void Dispose() => time.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
