using System.Collections.Concurrent;
using Portcullis.Stacks.Cleanup;
using Portcullis.Testing;
using Portcullis.Testing.Time;

namespace Portcullis.Stacks.Tests.Cleanup;

public sealed class KeyedDelayQueueTests
{
    private readonly ManualTimeProvider _time = new(Support.Worlds.Start);

    [Fact]
    public async Task Key_is_worked_on_when_it_is_due_and_not_before()
    {
        await using var run = Run((_, _) => Task.CompletedTask);
        run.Queue.Schedule("a", _time.GetUtcNow() + TimeSpan.FromSeconds(10));
        await run.WaitsAsync(TimeSpan.FromSeconds(10));
        run.Done.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromSeconds(11));
        await run.DoneAsync("a");
    }

    [Fact]
    public async Task Earliest_due_time_wins_and_the_key_is_worked_on_once()
    {
        var queue = new KeyedDelayQueue<string>(_time);
        queue.Schedule("a", _time.GetUtcNow() + TimeSpan.FromHours(1));
        queue.Schedule("a", _time.GetUtcNow());
        queue.Schedule("a", _time.GetUtcNow() + TimeSpan.FromMinutes(1));
        await using var run = Run((_, _) => Task.CompletedTask, queue);
        await run.DoneAsync("a");
        queue.Schedule("b", _time.GetUtcNow());
        await run.DoneAsync("a", "b");
    }

    [Fact]
    public async Task Key_that_is_being_worked_on_is_not_worked_on_twice_at_once_and_not_forgotten()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var atOnce = 0;
        var most = 0;
        await using var run = Run(async (key, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            if (key == "a")
            {
                await gate.Task;
            }

            Interlocked.Decrement(ref atOnce);
        });
        run.Queue.Schedule("a", _time.GetUtcNow());
        await Eventually.TrueAsync(() => Volatile.Read(ref atOnce) == 1, cancellationToken: TestContext.Current.CancellationToken);
        run.Queue.Schedule("a", _time.GetUtcNow());
        run.Queue.Schedule("b", _time.GetUtcNow());
        await run.DoneAsync("b");
        gate.SetResult();
        await run.DoneAsync("b", "a", "a");
        most.ShouldBe(2);
    }

    [Fact]
    public async Task Stopping_waits_for_what_is_under_way()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var queue = new KeyedDelayQueue<string>(_time);
        using var stop = new CancellationTokenSource();
        var running = queue.RunAsync(
            async (_, _) =>
            {
                began.SetResult();
                await gate.Task;
            },
            4,
            stop.Token);
        queue.Schedule("a", _time.GetUtcNow());
        await began.Task;
        await stop.CancelAsync();
        running.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        await running;
    }

    [Fact]
    public async Task Thousands_of_keys_scheduled_from_everywhere_are_each_worked_on()
    {
        await using var run = Run((_, _) => Task.CompletedTask);
        Parallel.For(0, 5000, i => run.Queue.Schedule($"k{i}", _time.GetUtcNow()));
        await Eventually.TrueAsync(() => run.Done.Distinct().Count() == 5000, cancellationToken: TestContext.Current.CancellationToken);
    }

    private Running Run(Func<string, CancellationToken, Task> work, KeyedDelayQueue<string>? queue = null) => new(queue ?? new(_time), work, _time);

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly ManualTimeProvider _time;
        private readonly Task _running;

        public Running(KeyedDelayQueue<string> queue, Func<string, CancellationToken, Task> work, ManualTimeProvider time)
        {
            Queue = queue;
            _time = time;
            _running = queue.RunAsync(
                async (key, token) =>
                {
                    await work(key, token);
                    Done.Enqueue(key);
                },
                4,
                _stop.Token);
        }

        public KeyedDelayQueue<string> Queue { get; }

        public ConcurrentQueue<string> Done { get; } = new();

        public Task DoneAsync(params string[] keys) =>
            Eventually.TrueAsync(() => Done.Order().SequenceEqual(keys.Order()), cancellationToken: TestContext.Current.CancellationToken);

        public Task WaitsAsync(TimeSpan atMost) =>
            Eventually.TrueAsync(() => _time.Timers.Any(due => due > TimeSpan.Zero && due <= atMost + TimeSpan.FromSeconds(1)), cancellationToken: TestContext.Current.CancellationToken);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }
    }
}
