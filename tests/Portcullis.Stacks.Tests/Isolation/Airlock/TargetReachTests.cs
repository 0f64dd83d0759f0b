using System.Net;
using System.Net.Sockets;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Tests.Support;
using Portcullis.Testing;
using Portcullis.Testing.Time;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

public sealed class TargetReachTests
{
    private static readonly IPEndPoint[] Targets = [IPEndPoint.Parse("10.43.0.1:443"), IPEndPoint.Parse("192.0.2.1:6443")];

    [Fact]
    public async Task Answer_is_remembered_for_a_minute_and_nothing_is_tried_unless_somebody_looks()
    {
        var time = new ManualTimeProvider(Worlds.Start);
        var tries = 0;
        var reach = new TargetReach(() => Targets, (target, _) => Task.FromResult(Interlocked.Increment(ref tries) > 0 && target.Port == 443), time);
        using var stop = new CancellationTokenSource();
        var running = reach.RunAsync(stop.Token);

        reach.Look(Targets).ShouldBeEmpty();
        await Eventually.TrueAsync(() => reach.Look(Targets).Count == 2, cancellationToken: TestContext.Current.CancellationToken);
        reach.Look(Targets).Select(one => one.IsReached).ShouldBe([true, false]);
        tries.ShouldBe(2);

        time.Advance(TimeSpan.FromMinutes(1));
        tries.ShouldBe(2);
        reach.Look(Targets)[0].At.ShouldBe(Worlds.Start);
        await Eventually.TrueAsync(() => Volatile.Read(ref tries) == 4, cancellationToken: TestContext.Current.CancellationToken);

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public async Task Whoever_does_not_answer_is_not_waited_for()
    {
        var time = new ManualTimeProvider(Worlds.Start);
        var reach = new TargetReach(() => Targets[..1], async (_, cancelled) => { await Task.Delay(Timeout.InfiniteTimeSpan, time, cancelled); return true; }, time);
        using var stop = new CancellationTokenSource();
        var running = reach.RunAsync(stop.Token);

        reach.Look(Targets[..1]).ShouldBeEmpty();
        await time.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(() => reach.Look(Targets[..1]).Count == 1, cancellationToken: TestContext.Current.CancellationToken);

        reach.Look(Targets[..1])[0].IsReached.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public async Task Listener_is_reached_and_a_closed_port_is_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var target = (IPEndPoint)listener.LocalEndpoint;

        (await TargetReach.ConnectAsync(target, TestContext.Current.CancellationToken)).ShouldBeTrue();
        listener.Stop();
        (await TargetReach.ConnectAsync(target, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }
}
