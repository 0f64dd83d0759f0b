using System.Net;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Isolation.Live;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Tests.Isolation.Guarding;
using Portcullis.Stacks.Tests.Support;
using Portcullis.Testing;
using Portcullis.Testing.Time;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

public sealed class AirlockWatchTests : IDisposable
{
    private readonly WrittenStore<Pod> _pods = new();
    private readonly WrittenStore<Service> _services = new();
    private readonly ApiServer _apiServer = new();
    private readonly WrittenStore<Node> _nodes = new();
    private readonly ManualTimeProvider _time = new(Worlds.Start);
    private readonly AirlockWatch _watch;

    public AirlockWatchTests() =>
        _watch = new(_pods.Store, _services.Store, _apiServer, _nodes.Store, Worlds.Settings, new(), (_, _) => Task.FromResult(true), _time);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void Everybody_may_while_airlocks_are_passed()
    {
        Fail(1, 2);
        _watch.TryTakeProbe().ShouldBeTrue();
        _watch.TryTakeProbe().ShouldBeTrue();
    }

    [Fact]
    public void While_it_is_open_one_a_minute_may()
    {
        Fail(1, 2, 3);
        _watch.Judge().Verdict.ShouldBe(IsolationVerdict.Open);
        _watch.TryTakeProbe().ShouldBeFalse();

        _time.Advance(AirlockWatch.ProbeInterval);
        _watch.MayProbe().ShouldBeTrue();
        _watch.TryTakeProbe().ShouldBeTrue();
        _watch.MayProbe().ShouldBeFalse();
        _watch.TryTakeProbe().ShouldBeFalse();

        _time.Advance(AirlockWatch.ProbeInterval);
        _watch.TryTakeProbe().ShouldBeTrue();
    }

    [Fact]
    public void Probe_that_passes_ends_the_stop_and_one_that_fails_does_not()
    {
        Fail(1, 2, 3);
        _time.Advance(AirlockWatch.ProbeInterval);
        _watch.TryTakeProbe().ShouldBeTrue();
        Fail(4);
        _watch.TryTakeProbe().ShouldBeFalse();

        _pods.Writer.Apply(AirlockPods.Pod(5, AirlockPods.Passed()));
        _watch.TryTakeProbe().ShouldBeTrue();
        _watch.TryTakeProbe().ShouldBeTrue();
        _watch.Judge().Verdict.ShouldNotBe(IsolationVerdict.Open);
    }

    [Fact]
    public void Without_airlocks_nobody_is_stopped()
    {
        using var watch = new AirlockWatch(_pods.Store, _services.Store, _apiServer, _nodes.Store, Worlds.Settings, new() { Airlock = false }, null, _time);
        Fail(1, 2, 3);
        watch.TryTakeProbe().ShouldBeTrue();
        watch.Judge().Missing.ShouldHaveSingleItem().ShouldContain("STACK_AIRLOCK=off");
    }

    [Fact]
    public async Task Passage_has_the_addresses_tried_in_the_background_and_says_when_that_is_known()
    {
        KnowTheApiServer();
        _pods.Writer.Apply(AirlockPods.Pod(1, AirlockPods.Passed()));
        var changes = 0;
        _watch.Changed += () => Interlocked.Increment(ref changes);
        _watch.Judge().Verdict.ShouldBe(IsolationVerdict.Incomplete);

        using var stop = new CancellationTokenSource();
        var running = _watch.RunAsync(stop.Token);
        await Eventually.TrueAsync(() => Volatile.Read(ref changes) > 0, cancellationToken: TestContext.Current.CancellationToken);

        _watch.Judge().Verdict.ShouldBe(IsolationVerdict.Proven);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public void Every_kind_of_news_is_passed_on()
    {
        var changes = 0;
        _watch.Changed += () => changes++;
        KnowTheApiServer();
        changes.ShouldBe(2);
        _watch.Targets().Select(target => target.ToString()).ShouldBe(["10.43.0.1:443", "192.0.2.1:6443"]);
        Fail(1);
        changes.ShouldBe(3);
        _watch.Gaps.Open("portcullis-walls", "missing");
        changes.ShouldBe(4);
    }

    private void KnowTheApiServer()
    {
        _services.Writer.Apply(new() { Metadata = new() { Namespace = "default", Name = "kubernetes", Uid = "s", ResourceVersion = "1" }, Spec = new() { ClusterIP = "10.43.0.1", Ports = [new() { Port = 443 }] } });
        _apiServer.Answers("192.0.2.1:6443");
    }

    private sealed class ApiServer : IApiServerEndpoints
    {
        private event Action? Changed;

        public IReadOnlyList<IPEndPoint> Now { get; private set; } = [];

        public void Answers(string end)
        {
            Now = [IPEndPoint.Parse(end)];
            Changed?.Invoke();
        }

        public IDisposable Subscribe(Action changed)
        {
            Changed += changed;
            return new CancellationTokenSource();
        }
    }

    private void Fail(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            _pods.Writer.Apply(AirlockPods.Pod(number, AirlockPods.Open, "Failed"));
        }
    }
}
