using Portcullis.Stacks.Cleanup;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Cleanup;

public sealed class CleanupPlanTests
{
    private static readonly DateTimeOffset Start = Worlds.Start;

    [Fact]
    public void A_healthy_stack_is_left_alone_until_it_expires() =>
        Plan(Worlds.Entry(Worlds.Record(), Worlds.Pod()), Start).ShouldBe(new CleanupStep.Wait(Start + Worlds.Settings.Ttl));

    [Fact]
    public void An_expired_stack_is_removed() =>
        Plan(Worlds.Entry(Worlds.Record(), Worlds.Pod()), Start + Worlds.Settings.Ttl).ShouldBeOfType<CleanupStep.RemoveStack>().Why.ShouldBe("Expired");

    [Fact]
    public void A_terminal_stack_is_shown_for_its_grace_and_then_removed()
    {
        var entry = Worlds.Entry(Worlds.Record(), Worlds.Pod(phase: "Failed"));
        var memory = CleanupMemory.None with { TerminalSince = Start };
        Plan(entry, memory, Start + Worlds.Settings.TerminalGrace - TimeSpan.FromSeconds(1)).ShouldBeOfType<CleanupStep.Wait>();
        Plan(entry, memory, Start + Worlds.Settings.TerminalGrace).ShouldBeOfType<CleanupStep.RemoveStack>().Why.ShouldBe("Terminal");
    }

    [Fact]
    public void A_service_without_a_pod_is_removed_after_the_orphan_grace()
    {
        var entry = Worlds.Entry(Worlds.Record());
        var memory = CleanupMemory.None with { PodlessSince = Start };
        Plan(entry, memory, Start + Worlds.Settings.OrphanGrace - TimeSpan.FromSeconds(1)).ShouldBeOfType<CleanupStep.Wait>();
        Plan(entry, memory, Start + Worlds.Settings.OrphanGrace).ShouldBeOfType<CleanupStep.RemoveStack>().Why.ShouldBe("Orphaned");
    }

    [Fact]
    public void A_pod_without_a_service_is_removed_after_the_orphan_grace()
    {
        var entry = Worlds.Entry(null, Worlds.Pod());
        var memory = CleanupMemory.None.See(View(entry), Start);
        Plan(entry, memory, Start).ShouldBe(new CleanupStep.Wait(Start + Worlds.Settings.OrphanGrace));
        Plan(entry, memory, Start + Worlds.Settings.OrphanGrace).ShouldBeOfType<CleanupStep.RemovePods>().Pods.Count.ShouldBe(1);
    }

    [Fact]
    public void The_pod_of_an_earlier_incarnation_is_removed_and_the_current_one_is_not()
    {
        var entry = Worlds.Entry(Worlds.Record(Worlds.Service("ccccc")), Worlds.Pod("bbbbb"), Worlds.Pod("ccccc"));
        var step = Plan(entry, CleanupMemory.None.See(View(entry), Start), Start + Worlds.Settings.OrphanGrace);
        step.ShouldBeOfType<CleanupStep.RemovePods>().Pods.ShouldHaveSingleItem().Metadata.Uid.ShouldBe("pod-bbbbb");
    }

    [Fact]
    public void Memory_starts_when_a_state_is_first_seen_and_ends_with_it()
    {
        var orphaned = Worlds.Entry(Worlds.Record());
        var seen = CleanupMemory.None.See(View(orphaned), Start);
        seen.PodlessSince.ShouldBe(Start);
        seen.See(View(orphaned), Start + TimeSpan.FromSeconds(9)).PodlessSince.ShouldBe(Start);
        seen.See(View(Worlds.Entry(Worlds.Record(), Worlds.Pod())), Start).PodlessSince.ShouldBeNull();
    }

    [Fact]
    public void An_unscheduled_pod_is_looked_at_again_when_its_time_is_up() =>
        Plan(Worlds.Entry(Worlds.Record(), Worlds.Pod(phase: "Pending", node: null)), Start).ShouldBe(new CleanupStep.Wait(Start + Worlds.Settings.SchedulingTimeout));

    [Fact]
    public void Grace_of_a_stray_is_its_own_and_not_that_of_an_earlier_one()
    {
        var first = Worlds.Entry(Worlds.Record(Worlds.Service("ccccc")), Worlds.Pod("bbbbb"), Worlds.Pod("ccccc"));
        var memory = CleanupMemory.None.See(View(first), Start);
        var second = Worlds.Entry(Worlds.Record(Worlds.Service("ccccc")), Worlds.Pod("bbbbb"), Worlds.Pod("ccccc"), Worlds.Pod("ddddd"));
        var later = Start + Worlds.Settings.OrphanGrace;
        Plan(second, memory.See(View(second), later), later).ShouldBeOfType<CleanupStep.RemovePods>().Pods.ShouldHaveSingleItem().Metadata.Uid.ShouldBe("pod-bbbbb");
    }

    [Fact]
    public void Service_that_was_never_readable_ends_when_nothing_of_it_can_be_meant_to_run()
    {
        var entry = new StackEntry(Worlds.Id, null, Worlds.Service(), []);
        Plan(entry, Start + Worlds.Settings.MaxTtl).ShouldBeOfType<CleanupStep.Wait>();
        Plan(entry, Start + Worlds.Settings.MaxTtl + TimeSpan.FromMinutes(10)).ShouldBeOfType<CleanupStep.RemoveStack>().Why.ShouldBe("Damaged");
    }

    private static CleanupView View(StackEntry entry) => new(
        entry, null, [.. entry.StrayPods], entry.Record is { } record ? StackProjection.NextChange(record, entry.CurrentPod, Worlds.Nodes(Worlds.Node()), Worlds.Settings) : null);

    private static CleanupStep Plan(StackEntry entry, DateTimeOffset now) => Plan(entry, CleanupMemory.None.See(View(entry), now), now);

    private static CleanupStep Plan(StackEntry entry, CleanupMemory memory, DateTimeOffset now) => CleanupPlan.For(View(entry), memory, now, Worlds.Settings);
}
