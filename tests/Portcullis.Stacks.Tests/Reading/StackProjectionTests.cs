using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Reading;

public sealed class StackProjectionTests
{
    public static TheoryData<string, StackStatus> Phases => new()
    {
        { "Pending", StackStatus.Creating },
        { "Running", StackStatus.Running },
        { "Succeeded", StackStatus.Stopped },
        { "Failed", StackStatus.Failed },
        { "Unknown", StackStatus.Creating },
    };

    [Theory]
    [MemberData(nameof(Phases))]
    public void Phase_decides_the_status(string phase, StackStatus expected) =>
        Project(Worlds.Pod(phase: phase)).Status.ShouldBe(expected);

    [Fact]
    public void Stack_whose_node_is_gone_says_so()
    {
        var nodes = new WrittenStore<Node>();
        using var directory = new NodeDirectory(nodes.Store);
        nodes.Writer.Apply(Worlds.Node());
        nodes.Writer.Delete(Worlds.Node());
        var stack = StackProjection.Of(Worlds.Record(), Worlds.Pod(), directory, Worlds.Start, Worlds.Settings);
        stack.Status.ShouldBe(StackStatus.NodeDeleted);
        stack.Host.ShouldBeNull();
    }

    [Fact]
    public void Node_that_has_not_shown_up_yet_is_not_called_deleted_for_a_minute()
    {
        StackProjection.Of(Worlds.Record(), Worlds.Pod(), Worlds.Nodes(), Worlds.Start, Worlds.Settings).Status.ShouldBe(StackStatus.Running);
        StackProjection.Of(Worlds.Record(), Worlds.Pod(), Worlds.Nodes(), Worlds.Start + TimeSpan.FromMinutes(1), Worlds.Settings).Status.ShouldBe(StackStatus.NodeDeleted);
    }

    [Fact]
    public void Container_that_ended_well_explains_no_failure()
    {
        var pod = Worlds.Pod(phase: "Failed");
        pod = pod with
        {
            Status = pod.Status! with
            {
                InitContainerStatuses = [new() { Name = "airlock", State = new() { Terminated = new() { ExitCode = 0, Reason = "Completed" } } }],
                ContainerStatuses =
                [
                    new() { Name = "fine", State = new() { Terminated = new() { ExitCode = 0, Reason = "Completed" } } },
                    new() { Name = "app", State = new() { Terminated = new() { ExitCode = 137, Reason = "OOMKilled" } } },
                ],
            },
        };
        Project(pod).Reason.ShouldBe("OOMKilled");
    }

    [Fact]
    public void Host_is_the_external_address_of_the_node() => Project(Worlds.Pod()).Host.ShouldBe("203.0.113.1");

    [Theory]
    [InlineData("", "203.0.113.1")]
    [InlineData("IPv4", "203.0.113.1")]
    [InlineData("IPv6", "2001:db8::1")]
    [InlineData("IPv4 IPv6", "203.0.113.1 2001:db8::1")]
    [InlineData("IPv6 IPv4", "2001:db8::1 203.0.113.1")]
    public void Hosts_are_the_external_addresses_of_the_families_that_the_service_has(string families, string hosts)
    {
        var service = Worlds.Service();
        service = service with { Spec = service.Spec! with { IpFamilies = families.Length == 0 ? null : families.Split(' ') } };
        var node = Worlds.Node();
        node = node with { Status = new() { Addresses = [.. node.Status!.Addresses!, new() { Type = "ExternalIP", Address = "2001:db8::1" }] } };

        var stack = StackProjection.Of(Worlds.Record(service), Worlds.Pod(), Worlds.Nodes(node), Worlds.Start, Worlds.Settings);

        stack.Hosts.ShouldBe(hosts.Split(' '));
        stack.Host.ShouldBe(stack.Hosts[0]);
    }

    [Fact]
    public void Host_is_unknown_when_the_node_has_no_external_address() =>
        StackProjection.Of(Worlds.Record(), Worlds.Pod(), Worlds.Nodes(Worlds.Node(externalIP: null)), Worlds.Start, Worlds.Settings).Host.ShouldBeNull();

    [Fact]
    public void Host_is_the_configured_one_where_there_is_one() =>
        StackProjection.Of(Worlds.Record(), Worlds.Pod(), Worlds.Nodes(Worlds.Node()), Worlds.Start, Worlds.Settings with { PublicHost = "ctf.example" }).Host.ShouldBe("ctf.example");

    [Fact]
    public void Pod_that_no_node_takes_fails_after_the_scheduling_timeout()
    {
        var pod = Worlds.Pod(phase: "Pending", node: null);
        Project(pod, Worlds.Start + Worlds.Settings.SchedulingTimeout - TimeSpan.FromSeconds(1)).Status.ShouldBe(StackStatus.Creating);
        var late = Project(pod, Worlds.Start + Worlds.Settings.SchedulingTimeout);
        late.Status.ShouldBe(StackStatus.Failed);
        late.Reason.ShouldBe("SchedulingTimeout");
    }

    [Fact]
    public void Pod_that_waits_for_capacity_goes_on_waiting() =>
        StackProjection.Of(Worlds.Record(), Worlds.Pod(phase: "Pending", node: null), Worlds.Nodes(), Worlds.Start + TimeSpan.FromHours(1), Worlds.Settings with { WaitForCapacity = true })
            .Status.ShouldBe(StackStatus.Creating);

    [Fact]
    public void Service_without_a_pod_is_creating_at_first_and_failed_later()
    {
        Project(null).Status.ShouldBe(StackStatus.Creating);
        var late = Project(null, Worlds.Start + Worlds.Settings.SchedulingTimeout);
        late.Status.ShouldBe(StackStatus.Failed);
        late.Reason.ShouldBe("PodMissing");
    }

    [Theory]
    [InlineData("ImagePullBackOff")]
    [InlineData("ErrImagePull")]
    [InlineData("CrashLoopBackOff")]
    [InlineData("CreateContainerConfigError")]
    public void Waiting_container_says_why(string reason)
    {
        var pod = WithContainer(Worlds.Pod(phase: "Pending"), new() { Waiting = new() { Reason = reason, Message = "because" } });
        var stack = Project(pod);
        stack.Reason.ShouldBe(reason);
        stack.Message.ShouldBe("because");
    }

    [Theory]
    [InlineData("ContainerCreating")]
    [InlineData("PodInitializing")]
    public void Container_that_is_simply_starting_needs_no_explanation(string reason) =>
        Project(WithContainer(Worlds.Pod(phase: "Pending"), new() { Waiting = new() { Reason = reason } })).Reason.ShouldBeNull();

    [Fact]
    public void Container_that_ran_out_of_memory_says_so()
    {
        var stack = Project(WithContainer(Worlds.Pod(phase: "Failed"), new() { Terminated = new() { ExitCode = 137, Reason = "OOMKilled" } }));
        stack.Status.ShouldBe(StackStatus.Failed);
        stack.Reason.ShouldBe("OOMKilled");
    }

    [Fact]
    public void Container_that_failed_gives_its_exit_code() =>
        Project(WithContainer(Worlds.Pod(phase: "Failed"), new() { Terminated = new() { ExitCode = 3, Reason = "Error" } }))
            .Message!.ShouldContain("exit code 3");

    [Fact]
    public void Deadline_of_the_pod_is_named() =>
        Project(Worlds.Pod(phase: "Failed") with { Status = new() { Phase = "Failed", Reason = "DeadlineExceeded", Message = "too long" } }).Reason.ShouldBe("DeadlineExceeded");

    [Fact]
    public void Ready_needs_a_running_pod_with_the_condition()
    {
        var ready = new PodCondition { Type = "Ready", Status = "True", LastTransitionTime = Worlds.Start + TimeSpan.FromSeconds(5) };
        Project(Worlds.Pod()).Ready.ShouldBeFalse();
        var stack = Project(Worlds.Pod(conditions: ready));
        stack.Ready.ShouldBeTrue();
        stack.UpdatedAt.ShouldBe(Worlds.Start + TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Every_status_reads_back_from_its_word()
    {
        foreach (var status in Enum.GetValues<StackStatus>())
        {
            StackStatuses.TryParse(status.ToWire(), out var read).ShouldBeTrue();
            read.ShouldBe(status);
        }
    }

    private static Stack Project(Pod? pod, DateTimeOffset? now = null) =>
        StackProjection.Of(Worlds.Record(), pod, Worlds.Nodes(Worlds.Node()), now ?? Worlds.Start, Worlds.Settings);

    private static Pod WithContainer(Pod pod, ContainerState state) =>
        pod with { Status = pod.Status! with { ContainerStatuses = [new() { Name = "app", State = state }] } };
}
