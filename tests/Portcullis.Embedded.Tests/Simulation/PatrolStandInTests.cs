using Portcullis.Embedded.Simulation;
using Portcullis.Embedded.Simulation.Kubelet;
using Portcullis.Embedded.Simulation.Leaks;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Simulation;

/// <summary>The container that tells of each target whether the network lets it through.</summary>
public sealed class PatrolStandInTests
{
    private const string Targets = "tcp/10.42.0.9/80 tcp/fd00:42::9/80 udp/10.42.0.9/53 udp/fd00:42::9/53 echo/10.42.0.9 echo/fd00:42::9 tcp/172.30.0.12/31001 +udp/1.1.1.1/53";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SimulationOptions Options = new() { StartDelayMin = default, StartDelayMax = default, ContainerStartDelay = default, InitDuration = default, ReadyDelay = default };

    private readonly NetworkEnforcement _network = new();
    private IReadOnlyList<NetworkLeak> _leaksOfNode = [];

    [Theory]
    [InlineData(null, "ssssssso")]
    [InlineData("all", "oooooooo")]
    [InlineData("node=worker-a", "oooooooo")]
    [InlineData("node=worker-b", "ssssssso")]
    [InlineData("family=ipv6", "sosososo")]
    [InlineData("protocol=udp", "ssoossso")]
    [InlineData("protocol=echo", "ssssooso")]
    [InlineData("target=nodeport", "ssssssoo")]
    [InlineData("node=worker-a,family=ipv6,protocol=udp", "sssossso")]
    public void Leak_is_felt_by_whom_it_names_and_by_nobody_else(string? leak, string answers)
    {
        _network.Leaks = leak is null ? [] : [Parse(leak)];
        Felt().ShouldBe($"felt passes=3 seconds=0 answers={answers}");

        _network.Leaks = [];
        _leaksOfNode = NetworkLeak.ParseAll(leak);
        Felt().ShouldBe($"felt passes=3 seconds=0 answers={answers}");
    }

    [Fact]
    public void Network_that_enforces_nothing_lets_everything_through()
    {
        _network.Enforces = false;
        Felt().ShouldEndWith("answers=oooooooo");
    }

    [Fact]
    public void What_must_work_can_be_told_not_to()
    {
        _network.OutsideAnswers = false;
        Felt().ShouldEndWith("answers=ssssssss");
    }

    [Fact]
    public void Target_that_cannot_be_read_is_never_called_silent() => Felt("tcp/nowhere/80 tcp/10.42.0.9/80").ShouldEndWith("answers=xs");

    [Fact]
    public void It_waits_for_as_long_as_the_network_takes()
    {
        _network.Delay = TimeSpan.FromSeconds(2);
        var machine = Machine(Targets);
        machine.Advance(Start.AddSeconds(1));
        machine.Status(null, Start).Phase.ShouldBe("Running");
        machine.Advance(Start.AddSeconds(2));
        machine.Status(null, Start).Phase.ShouldBe("Succeeded");
    }

    [Theory]
    [InlineData("family=ipv5")]
    [InlineData("protocol=icmp")]
    [InlineData("target=pod")]
    [InlineData("node=")]
    [InlineData("worker-b")]
    [InlineData("")]
    public void What_is_no_leak_is_refused_with_what_is_allowed(string text)
    {
        NetworkLeak.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem!.ShouldContain("allowed");
        NetworkLeak.ParseAll(text).ShouldBeEmpty();
    }

    private static NetworkLeak Parse(string text)
    {
        NetworkLeak.TryParse(text, out var leak, out var problem).ShouldBeTrue(problem);
        return leak!;
    }

    private string Felt(string targets = Targets)
    {
        var machine = Machine(targets);
        machine.Advance(Start);
        return machine.Status(null, Start).ContainerStatuses![0].State!.Terminated!.Message!;
    }

    private PodMachine Machine(string targets)
    {
        var pod = new Pod
        {
            Metadata = new() { Name = "p", Namespace = "stacks", Uid = "u" },
            Spec = new()
            {
                RestartPolicy = "Never",
                Containers = [new() { Name = "patrol", Image = "busybox:1.36", Env = [new() { Name = "PATROL_TARGETS", Value = targets }] }],
            },
        };
        return new(pod, new NodeAddresses(["172.30.0.11"]), () => ["10.42.0.2"], _ => null, new NodeNetwork("worker-a", () => true, () => _leaksOfNode), Options with { Network = _network }, Start);
    }
}
