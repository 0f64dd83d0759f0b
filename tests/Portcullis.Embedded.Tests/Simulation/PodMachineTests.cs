using System.Text.Json;
using Portcullis.Embedded.Defaulting;
using Portcullis.Embedded.Printing.Kinds;
using Portcullis.Embedded.Simulation;
using Portcullis.Embedded.Simulation.Kubelet;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Simulation;

public sealed class PodMachineTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SimulationOptions Options = new()
    {
        StartDelayMin = TimeSpan.FromMilliseconds(100),
        StartDelayMax = TimeSpan.FromMilliseconds(100),
        ContainerStartDelay = TimeSpan.FromMilliseconds(100),
        InitDuration = TimeSpan.FromMilliseconds(100),
        ReadyDelay = TimeSpan.FromMilliseconds(100),
        ShortRun = TimeSpan.FromMilliseconds(100),
        TerminationDelay = TimeSpan.FromMilliseconds(100),
    };

    [Fact]
    public void Pod_starts_gets_an_address_and_becomes_ready() => Story("""{"containers":[{"name":"a","image":"nginx"}]}""").ShouldBe(
    [
        "0.0 ContainerCreating 0/1 Pending",
        "0.2 Running 0/1 Running",
        "0.3 Running 1/1 Running",
    ]);

    [Fact]
    public void Init_containers_run_in_order_before_the_others() => Story("""
        {"initContainers":[{"name":"i","image":"x"},{"name":"s","image":"x","restartPolicy":"Always"},{"name":"j","image":"x"}],"containers":[{"name":"a","image":"x"}]}
        """).ShouldBe(
    [
        "0.0 Init:0/3 0/2 Pending",
        "0.3 Init:1/3 0/2 Pending",
        "0.4 Init:2/3 0/2 Pending",
        "0.5 Init:2/3 1/2 Pending",
        "0.6 PodInitializing 1/2 Pending",
        "0.7 Running 1/2 Running",
        "0.8 Running 2/2 Running",
    ]);

    [Fact]
    public void Failing_init_container_fails_a_pod_that_is_not_restarted()
    {
        var machine = Machine("""{"restartPolicy":"Never","initContainers":[{"name":"airlock","image":"simulated/crash:3","env":[{"name":"SIMULATED_TERMINATION_MESSAGE","value":"gave up"}]}],"containers":[{"name":"a","image":"x"}]}""");

        machine.Advance(Start.AddSeconds(10));

        var status = machine.Status(null, Start);
        status.Phase.ShouldBe("Failed");
        var ended = status.InitContainerStatuses![0].State!.Terminated!;
        (ended.ExitCode, ended.Reason, ended.Message).ShouldBe((3, "Error", "gave up"));
        status.ContainerStatuses![0].State!.Waiting!.Reason.ShouldBe("PodInitializing");
        machine.HasEnded.ShouldBeTrue();
    }

    [Fact]
    public void Crashing_container_is_restarted_at_once_and_then_with_growing_delays()
    {
        var machine = Machine("""{"containers":[{"name":"a","image":"simulated/crash:2"}]}""");
        List<(double, int)> backOffs = [];
        for (var tenths = 0; tenths < 800; tenths++)
        {
            machine.Advance(Start.AddMilliseconds(100 * tenths));
            var status = machine.Status(null, Start).ContainerStatuses![0];
            if (status.State!.Waiting?.Reason == "CrashLoopBackOff" && (backOffs.Count == 0 || backOffs[^1].Item2 != status.RestartCount))
            {
                backOffs.Add((tenths / 10.0, status.RestartCount!.Value));
            }
        }

        // Each: when the wait begins, and how many restarts there were: 10, 20 and 40 s, each run lasting 0.1 s.
        backOffs.ShouldBe([(0.5, 1), (10.6, 2), (30.7, 3), (70.8, 4)]);
        machine.TakeOccurrences().ShouldContain(o => o.Reason == "BackOff" && o.Message.StartsWith("Back-off restarting failed container a in pod p_stacks"));
    }

    [Theory]
    [InlineData("simulated/completes", "Never", "Succeeded", "Completed", 0)]
    [InlineData("simulated/completes", "OnFailure", "Succeeded", "Completed", 0)]
    [InlineData("simulated/crash:7", "Never", "Failed", "Error", 7)]
    [InlineData("registry.example:5000/simulated/oom", "Never", "Failed", "OOMKilled", 137)]
    public void Container_that_ends_ends_the_pod(string image, string policy, string phase, string reason, int code)
    {
        var machine = Machine($$"""{"restartPolicy":"{{policy}}","containers":[{"name":"a","image":"{{image}}"}]}""");

        machine.Advance(Start.AddSeconds(5));

        var status = machine.Status(null, Start);
        status.Phase.ShouldBe(phase);
        var ended = status.ContainerStatuses![0].State!.Terminated!;
        (ended.Reason, ended.ExitCode).ShouldBe((reason, code));
        machine.Due.ShouldBeNull();
    }

    [Fact]
    public void Image_that_cannot_be_pulled_backs_off_and_is_tried_again() =>
        Story("""{"containers":[{"name":"a","image":"simulated/pull-fails"}]}""", seconds: 14).ShouldBe(
        [
            "0.0 ContainerCreating 0/1 Pending",
            "0.2 ErrImagePull 0/1 Pending",
            "1.2 ImagePullBackOff 0/1 Pending",
            "11.2 ErrImagePull 0/1 Pending",
            "12.2 ImagePullBackOff 0/1 Pending",
        ]);

    [Fact]
    public void Slow_image_starts_late_and_never_ready_never_is()
    {
        Story("""{"containers":[{"name":"a","image":"simulated/slow:3"}]}""", seconds: 5)[1].ShouldBe("3.2 Running 0/1 Running");
        Story("""{"containers":[{"name":"a","image":"simulated/never-ready"}]}""", seconds: 60)[^1].ShouldBe("0.2 Running 0/1 Running");
    }

    [Fact]
    public void Deadline_ends_the_pod()
    {
        var machine = Machine("""{"activeDeadlineSeconds":5,"containers":[{"name":"a","image":"x"}]}""");

        machine.Advance(Start.AddSeconds(4.9));
        machine.Status(null, Start).Phase.ShouldBe("Running");
        machine.Advance(Start.AddSeconds(5.2));

        var status = machine.Status(null, Start);
        (status.Phase, status.Reason, status.Message).ShouldBe(("Failed", "DeadlineExceeded", "Pod was active on the node longer than the specified deadline"));
    }

    [Theory]
    [InlineData("nginx", 30, 0.1)]
    [InlineData("nginx", 0, 0)]
    [InlineData("simulated/ignores-term", 7, 7)]
    public void Stopping_takes_its_time_within_the_grace_period(string image, int grace, double seconds)
    {
        var machine = Machine($$"""{"containers":[{"name":"a","image":"{{image}}"}]}""");
        machine.Advance(Start.AddSeconds(1));

        machine.Stop(Start.AddSeconds(1), TimeSpan.FromSeconds(grace));

        machine.Due.ShouldBe(Start.AddSeconds(1 + seconds));
        machine.Advance(Start.AddSeconds(1 + seconds));
        machine.HasEnded.ShouldBeTrue();
        machine.Status(null, Start).ContainerStatuses![0].State!.Terminated!.ExitCode.ShouldBe(image == "nginx" ? 0 : 137);
    }

    [Fact]
    public void Shorter_grace_period_hastens_the_end()
    {
        var machine = Machine("""{"containers":[{"name":"a","image":"simulated/ignores-term"}]}""");
        machine.Advance(Start.AddSeconds(1));

        machine.Stop(Start.AddSeconds(1), TimeSpan.FromSeconds(30));
        machine.Stop(Start.AddSeconds(2), TimeSpan.FromSeconds(1));

        machine.Due.ShouldBe(Start.AddSeconds(3));
    }

    [Fact]
    public void Missing_secret_keeps_a_container_from_starting()
    {
        var fault = "secret \"env-x\" not found";
        var machine = Machine("""{"containers":[{"name":"a","image":"x"}]}""", _ => fault);
        machine.Advance(Start.AddSeconds(1));
        var waiting = machine.Status(null, Start).ContainerStatuses![0].State!.Waiting!;
        (waiting.Reason, waiting.Message).ShouldBe(("CreateContainerConfigError", fault));

        fault = null!;
        machine.Advance(Start.AddSeconds(20));

        machine.Status(null, Start).Phase.ShouldBe("Running");
    }

    /// <summary>What kubectl would show over time: each change of status, readiness or phase.</summary>
    private static List<string> Story(string spec, int seconds = 3)
    {
        var machine = Machine(spec);
        var pod = Pod(spec);
        List<string> story = [];
        for (var tenths = 0; tenths <= seconds * 10; tenths++)
        {
            machine.Advance(Start.AddMilliseconds(100 * tenths));
            pod = pod with { Status = machine.Status(pod.Status, Start.AddMilliseconds(100 * tenths)) };
            var summary = PodSummary.Of(pod);
            var text = $"{summary.Status} {summary.Ready}/{summary.Total} {pod.Status.Phase}";
            if (story.Count == 0 || !story[^1].EndsWith(" " + text, StringComparison.Ordinal))
            {
                story.Add($"{tenths / 10.0:0.0} {text}");
            }
        }

        return story;
    }

    private static PodMachine Machine(string spec, Func<Container, string?>? fault = null) =>
        new(Pod(spec), new NodeAddresses(["172.30.0.11"]), () => ["10.42.0.2"], fault ?? (_ => null), new NodeNetwork("worker-a", () => true, () => []), Options, Start);

    private static Pod Pod(string spec) => ObjectDefaults.Apply(
        JsonSerializer.Deserialize($$"""{"metadata":{"name":"p","namespace":"stacks","uid":"u"},"spec":{{spec}}}""", ModelJson.Default.Pod)!);
}
