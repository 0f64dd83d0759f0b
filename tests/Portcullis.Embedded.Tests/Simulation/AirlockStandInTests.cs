using Portcullis.Embedded.Simulation;
using Portcullis.Embedded.Simulation.Kubelet;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Simulation;

/// <summary>The init container that feels whether the network would enforce policies.</summary>
public sealed class AirlockStandInTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SimulationOptions Options = new() { StartDelayMin = default, StartDelayMax = default, ContainerStartDelay = default, InitDuration = default, ReadyDelay = default };

    private readonly NetworkEnforcement _network = new();
    private bool _nodeEnforces = true;

    [Fact]
    public void Pod_starts_at_once_where_policies_are_enforced_at_once()
    {
        var machine = Machine();
        machine.Advance(Start);
        Airlock(machine, Start).Terminated!.ShouldSatisfyAllConditions(
            ended => ended.ExitCode.ShouldBe(0),
            ended => ended.Message.ShouldBe("passed attempts=3 seconds=0"));
        machine.Status(null, Start).Phase.ShouldBe("Running");
    }

    [Fact]
    public void Pod_waits_for_as_long_as_the_network_takes()
    {
        _network.Delay = TimeSpan.FromSeconds(2.1);
        var machine = Machine();
        machine.Advance(Start.AddSeconds(2));
        Airlock(machine, Start).Running.ShouldNotBeNull();
        machine.Advance(Start.AddSeconds(3));
        Airlock(machine, Start).Terminated!.Message.ShouldBe("passed attempts=10 seconds=2");
    }

    [Fact]
    public void Pod_fails_where_policies_are_never_enforced()
    {
        _network.Enforces = false;
        var machine = Machine();
        machine.Advance(Start.AddSeconds(29.9));
        machine.Status(null, Start).Phase.ShouldBe("Pending");
        machine.Advance(Start.AddSeconds(30));
        machine.Status(null, Start).Phase.ShouldBe("Failed");
        (Airlock(machine, Start).Terminated is { ExitCode: 1, Message: "open attempts=100 seconds=30 answered=10.43.0.1:443", Reason: "Error" }).ShouldBeTrue();
    }

    [Fact]
    public void Airlock_that_is_cut_short_ends_as_its_script_does()
    {
        _network.Enforces = false;
        var machine = Machine();
        machine.Advance(Start.AddSeconds(1));
        machine.Stop(Start.AddSeconds(1), TimeSpan.FromSeconds(1));
        machine.Advance(Start.AddSeconds(2));
        (Airlock(machine, Start).Terminated is { ExitCode: 143, Message: null, Reason: "Error" }).ShouldBeTrue();
    }

    [Fact]
    public void Network_that_begins_to_enforce_lets_the_pod_start()
    {
        _nodeEnforces = false;
        var machine = Machine();
        machine.Advance(Start.AddSeconds(10));
        _nodeEnforces = true;
        machine.Advance(Start.AddSeconds(10.3));
        machine.Status(null, Start).Phase.ShouldBe("Running");
    }

    [Theory]
    [InlineData("gatehouse", "AIRLOCK_TARGETS", "busybox:1.36")]
    [InlineData("airlock", "TARGETS", "busybox:1.36")]
    [InlineData("airlock", "AIRLOCK_TARGETS", "simulated/completes")]
    public void Others_are_init_containers_like_any(string name, string variable, string image)
    {
        _network.Enforces = false;
        var machine = Machine(name, variable, image);
        machine.Advance(Start.AddSeconds(1));
        machine.Status(null, Start).Phase.ShouldBe("Running");
    }

    private static ContainerState Airlock(PodMachine machine, DateTimeOffset now) => machine.Status(null, now).InitContainerStatuses![0].State!;

    private PodMachine Machine(string name = "airlock", string variable = "AIRLOCK_TARGETS", string image = "busybox:1.36")
    {
        var pod = new Pod
        {
            Metadata = new() { Name = "p", Namespace = "stacks", Uid = "u" },
            Spec = new()
            {
                RestartPolicy = "Never",
                InitContainers = [new() { Name = name, Image = image, Env = [new() { Name = variable, Value = "10.43.0.1:443 192.0.2.1:6443" }, new() { Name = "AIRLOCK_TIMEOUT", Value = "30" }] }],
                Containers = [new() { Name = "a", Image = "nginx" }],
            },
        };
        return new(pod, new NodeAddresses(["172.30.0.11"]), () => ["10.42.0.2"], _ => null, new NodeNetwork("worker-a", () => _nodeEnforces, () => []), Options with { Network = _network }, Start);
    }
}
