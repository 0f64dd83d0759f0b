using Portcullis.Testing;
using Portcullis.Testing.Time;

namespace Portcullis.Model.Tests.Testing;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Clock_stands_still_until_it_is_moved()
    {
        var (now, stamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());

        _clock.Advance(TimeSpan.FromSeconds(90));

        (_clock.GetUtcNow() - now).ShouldBe(TimeSpan.FromSeconds(90));
        _clock.GetElapsedTime(stamp).ShouldBe(TimeSpan.FromSeconds(90));
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.Advance(TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void Shifted_wall_clock_moves_neither_timestamps_nor_timers()
    {
        using var timer = Arm("a", 10);
        var (now, stamp) = (_clock.GetUtcNow(), _clock.GetTimestamp());

        _clock.ShiftWallClock(TimeSpan.FromHours(-1));

        (_clock.GetUtcNow() - now).ShouldBe(TimeSpan.FromHours(-1));
        _clock.GetTimestamp().ShouldBe(stamp);
        _clock.Timers.ShouldBe([TimeSpan.FromSeconds(10)]);
    }

    [Fact]
    public void Timers_fire_in_due_order_each_at_its_own_time()
    {
        using var late = Arm("late", 3);
        using var early = Arm("early", 1);
        using var together = Arm("together", 3);
        using var never = Arm("never", 10);

        _clock.Advance(TimeSpan.FromSeconds(5));

        _fired.ShouldBe(["early@1", "late@3", "together@3"]);
        Elapsed.ShouldBe(5);
        _clock.Timers.ShouldBe([TimeSpan.FromSeconds(5)]);
    }

    [Fact]
    public void Timer_armed_by_a_callback_fires_in_the_same_advance()
    {
        ITimer? second = null;
        using var first = _clock.CreateTimer(
            _ =>
            {
                Fire("first");
                second = Arm("second", 2);
            },
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(3));

        _fired.ShouldBe(["first@1", "second@3"]);
        second!.Dispose();
    }

    [Fact]
    public void Callback_may_move_the_clock()
    {
        using var mover = _clock.CreateTimer(_ => _clock.Advance(TimeSpan.FromSeconds(10)), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var within = Arm("within", 5);
        using var beyond = Arm("beyond", 20);

        _clock.Advance(TimeSpan.FromSeconds(2));

        _fired.ShouldBe(["within@5"]);
        Elapsed.ShouldBe(11);
    }

    [Fact]
    public void Periodic_timer_fires_every_period_until_it_is_disposed()
    {
        var timer = _clock.CreateTimer(_ => Fire("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(5));
        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));

        _fired.ShouldBe(["tick@1", "tick@3", "tick@5"]);
        timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).ShouldBeFalse();
        _clock.Timers.ShouldBeEmpty();
    }

    [Fact]
    public void Changed_timer_forgets_its_old_due_time()
    {
        using var timer = Arm("a", 1);
        timer.Change(TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan).ShouldBeTrue();

        _clock.Advance(TimeSpan.FromSeconds(5));
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(5));

        _fired.ShouldBe(["a@4"]);
    }

    [Fact]
    public async Task Timer_due_at_once_fires_without_an_advance()
    {
        var fired = new TaskCompletionSource();
        using var timer = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task.WaitAsync(Eventually.DefaultDeadline, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Delay_ends_when_the_clock_gets_there()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(1), _clock, TestContext.Current.CancellationToken);

        _clock.Advance(TimeSpan.FromSeconds(59));
        delay.IsCompleted.ShouldBeFalse();
        _clock.AdvanceToNextTimer().ShouldBeTrue();

        await delay;
        Elapsed.ShouldBe(60);
        _clock.AdvanceToNextTimer().ShouldBeFalse();
    }

    [Fact]
    public async Task Waiting_for_timers_ends_when_somebody_waits_for_the_clock()
    {
        var token = TestContext.Current.CancellationToken;
        var waiting = _clock.WaitForTimersAsync(2, token);
        var exact = _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(7), token);

        using var first = Arm("a", 1);
        waiting.IsCompleted.ShouldBeFalse();
        var sleeper = Task.Run(() => Task.Delay(TimeSpan.FromSeconds(7), _clock, token), token);
        await waiting;
        await exact;

        _clock.Advance(TimeSpan.FromSeconds(7));
        await sleeper;
    }

    [Fact]
    public async Task Waiting_for_timers_that_are_there_ends_at_once()
    {
        using var timer = Arm("a", 1);

        await _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        await _clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    private double Elapsed => TimeSpan.FromTicks(_clock.GetTimestamp()).TotalSeconds;

    private ITimer Arm(string name, int seconds) => _clock.CreateTimer(_ => Fire(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private void Fire(string name) => _fired.Add($"{name}@{Elapsed}");
}
