namespace Portcullis.Testing.Time;

/// <summary>A clock that stands still until a test moves it.</summary>
/// <remarks>
/// Timers fire inside <see cref="Advance"/>, on its thread and outside any lock, in the order they are due (those due
/// together in the order they were armed), each at its own time: a callback sees the clock at its due time, and a
/// timer that it arms within the span fires in the same call. Callbacks may use the clock freely, and move it.
/// Code that awaits a delay goes on inside the call too, up to its next await that is not done, unless it asked to
/// be resumed elsewhere; then wait for its effect, or for its next timer. A timer due at once fires on the thread
/// pool, as the system's do. Safe for use from several threads.
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<ManualTimer> _armed = [];
    private readonly List<Waiter> _waiters = [];
    private readonly DateTimeOffset _start;
    private TimeSpan _elapsed;
    private TimeSpan _wallClockShift;
    private long _sequence;

    /// <summary>Starts a clock at noon of the first of January 2026, UTC.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Starts a clock.</summary>
    /// <param name="start">What <see cref="GetUtcNow"/> says first.</param>
    public ManualTimeProvider(DateTimeOffset start) => _start = start;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How long until each armed timer fires, soonest first.</summary>
    public IReadOnlyList<TimeSpan> Timers
    {
        get
        {
            lock (_lock)
            {
                return Remaining();
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _start + _elapsed + _wallClockShift;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed.Ticks;
        }
    }

    /// <summary>Moves the clock forward and fires what is due on the way.</summary>
    /// <param name="span">How far; zero fires what is overdue.</param>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        TimeSpan target;
        lock (_lock)
        {
            target = _elapsed + span;
        }

        while (TakeDue(target) is { } timer)
        {
            timer.Invoke();
        }

        lock (_lock)
        {
            // A callback may have moved the clock past the target.
            _elapsed = Max(_elapsed, target);
        }
    }

    /// <summary>Moves the clock to the soonest timer and fires what is due then.</summary>
    /// <returns>False when no timer is armed; the clock then stays.</returns>
    public bool AdvanceToNextTimer()
    {
        if (Timers is not [var next, ..])
        {
            return false;
        }

        Advance(Max(next, TimeSpan.Zero));
        return true;
    }

    /// <summary>Sets the wall clock forward or back, as an administrator or a time server does; timers and timestamps are not touched.</summary>
    /// <param name="span">How far; negative is back.</param>
    public void ShiftWallClock(TimeSpan span)
    {
        lock (_lock)
        {
            _wallClockShift += span;
        }
    }

    /// <summary>Waits, in real time, until at least so many timers are armed: until somebody waits for this clock.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not happen within <see cref="Eventually.DefaultDeadline"/>.</exception>
    public Task WaitForTimersAsync(int count, CancellationToken cancellationToken = default) =>
        WaitAsync(timers => timers.Count >= count, $"{count} timers", cancellationToken);

    /// <summary>Waits, in real time, until a timer is armed that fires in exactly so long.</summary>
    /// <param name="due">From now on this clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It did not happen within <see cref="Eventually.DefaultDeadline"/>.</exception>
    public Task WaitForTimerDueInAsync(TimeSpan due, CancellationToken cancellationToken = default) =>
        WaitAsync(timers => timers.Contains(due), $"a timer due in {due}", cancellationToken);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal bool Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        List<Waiter> satisfied;
        lock (_lock)
        {
            _armed.Remove(timer);
            if (timer.IsDisposed)
            {
                return false;
            }

            timer.Period = period > TimeSpan.Zero ? period : null;
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return true;
            }

            if (dueTime > TimeSpan.Zero)
            {
                Schedule(timer, _elapsed + dueTime);
            }
            else
            {
                ThreadPool.UnsafeQueueUserWorkItem(static queued => queued.Invoke(), timer, preferLocal: false);
                Reschedule(timer, _elapsed);
            }

            var remaining = Remaining();
            satisfied = _waiters.FindAll(waiter => waiter.Condition(remaining));
            _waiters.RemoveAll(satisfied.Contains);
        }

        satisfied.ForEach(waiter => waiter.Done.TrySetResult());
        return true;
    }

    internal void Disarm(ManualTimer timer)
    {
        lock (_lock)
        {
            timer.IsDisposed = true;
            _armed.Remove(timer);
        }
    }

    private ManualTimer? TakeDue(TimeSpan target)
    {
        lock (_lock)
        {
            var timer = _armed.MinBy(armed => (armed.Due, armed.Sequence));
            if (timer is null || timer.Due > target)
            {
                return null;
            }

            _elapsed = Max(_elapsed, timer.Due);
            _armed.Remove(timer);
            Reschedule(timer, timer.Due);
            return timer;
        }
    }

    private void Reschedule(ManualTimer timer, TimeSpan from)
    {
        if (timer.Period is { } period)
        {
            Schedule(timer, from + period);
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan due)
    {
        timer.Due = due;
        timer.Sequence = _sequence++;
        _armed.Add(timer);
    }

    private async Task WaitAsync(Func<IReadOnlyList<TimeSpan>, bool> condition, string what, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(condition, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (condition(Remaining()))
            {
                return;
            }

            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Done.Task.WaitAsync(Eventually.DefaultDeadline, System, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"waited for {what}; armed are those due in [{string.Join(", ", Timers)}]");
        }
        finally
        {
            lock (_lock)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    private List<TimeSpan> Remaining() => [.. _armed.Select(timer => timer.Due - _elapsed).Order()];

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private sealed record Waiter(Func<IReadOnlyList<TimeSpan>, bool> Condition, TaskCompletionSource Done);
}
