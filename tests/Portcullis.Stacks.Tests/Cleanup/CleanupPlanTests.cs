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
        var memory = new CleanupMemory(null, null, Start);
        CleanupPlan.For(entry, memory, Start + Worlds.Settings.TerminalGrace - TimeSpan.FromSeconds(1), Worlds.Settings).ShouldBeOfType<CleanupStep.Wait>();
        CleanupPlan.For(entry, memory, Start + Worlds.Settings.TerminalGrace, Worlds.Settings).ShouldBeOfType<CleanupStep.RemoveStack>().Why.ShouldBe("Terminal");
    }

    [Fact]
    public void A_service_without_a_pod_is_removed_after_the_orphan_grace()
    {
        var entry = Worlds.Entry(Worlds.Record());
        var memory = new CleanupMemory(null, Start, null);
        CleanupPlan.For(entry, memory, Start + Worlds.Settings.OrphanGrace - TimeSpan.FromSeconds(1), Worlds.Settings).ShouldBeOfType<CleanupStep.Wait>();
        CleanupPlan.For(entry, memory, Start + Worlds.Settings.OrphanGrace, Worlds.Settings).ShouldBeOfType<CleanupStep.RemoveStack>().Why.ShouldBe("Orphaned");
    }

    [Fact]
    public void A_pod_without_a_service_is_removed_after_the_orphan_grace()
    {
        var entry = Worlds.Entry(null, Worlds.Pod());
        var memory = new CleanupMemory(Start, null, null);
        CleanupPlan.For(entry, memory, Start, Worlds.Settings).ShouldBe(new CleanupStep.Wait(Start + Worlds.Settings.OrphanGrace));
        CleanupPlan.For(entry, memory, Start + Worlds.Settings.OrphanGrace, Worlds.Settings).ShouldBeOfType<CleanupStep.RemovePods>().Pods.Count.ShouldBe(1);
    }

    [Fact]
    public void The_pod_of_an_earlier_incarnation_is_removed_and_the_current_one_is_not()
    {
        var entry = Worlds.Entry(Worlds.Record(Worlds.Service("ccccc")), Worlds.Pod("bbbbb"), Worlds.Pod("ccccc"));
        var step = CleanupPlan.For(entry, new(Start, null, null), Start + Worlds.Settings.OrphanGrace, Worlds.Settings);
        step.ShouldBeOfType<CleanupStep.RemovePods>().Pods.ShouldHaveSingleItem().Metadata.Uid.ShouldBe("pod-bbbbb");
    }

    [Fact]
    public void Memory_starts_when_a_state_is_first_seen_and_ends_with_it()
    {
        var orphaned = Worlds.Entry(Worlds.Record());
        var seen = CleanupMemory.None.See(orphaned, null, Start);
        seen.PodlessSince.ShouldBe(Start);
        seen.See(orphaned, null, Start + TimeSpan.FromSeconds(9)).PodlessSince.ShouldBe(Start);
        seen.See(Worlds.Entry(Worlds.Record(), Worlds.Pod()), null, Start).PodlessSince.ShouldBeNull();
    }

    [Fact]
    public void An_unscheduled_pod_is_looked_at_again_when_its_time_is_up() =>
        Plan(Worlds.Entry(Worlds.Record(), Worlds.Pod(phase: "Pending", node: null)), Start).ShouldBe(new CleanupStep.Wait(Start + Worlds.Settings.SchedulingTimeout));

    private static CleanupStep Plan(StackEntry entry, DateTimeOffset now) => CleanupPlan.For(entry, CleanupMemory.None, now, Worlds.Settings);
}
