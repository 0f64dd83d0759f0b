using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

/// <summary>What callers are told of a stack whose airlock is this far.</summary>
public sealed class AirlockProjectionTests
{
    [Fact]
    public void Airlock_under_way_is_creating_with_a_reason()
    {
        var stack = Project(AirlockPods.Pod(AirlockPods.Running));
        (stack.Status, stack.Reason, stack.Airlock).ShouldBe((StackStatus.Creating, "Airlock", null));
        stack.Message.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Airlock_that_has_not_begun_needs_no_explanation() =>
        Project(AirlockPods.Pod(new ContainerState { Waiting = new() { Reason = "PodInitializing" } })).Reason.ShouldBeNull();

    [Fact]
    public void Airlock_whose_image_cannot_be_had_says_so()
    {
        var stack = Project(AirlockPods.Pod(new ContainerState { Waiting = new() { Reason = "ImagePullBackOff", Message = "no such image" } }));
        (stack.Status, stack.Reason, stack.Message).ShouldBe((StackStatus.Creating, "ImagePullBackOff", "no such image"));
    }

    [Fact]
    public void Passed_airlock_is_shown_and_explains_nothing()
    {
        var stack = Project(AirlockPods.Pod(AirlockPods.Passed(), phase: "Running"));
        (stack.Status, stack.Reason).ShouldBe((StackStatus.Running, null));
        stack.Airlock.ShouldBe(new(AirlockResult.Passed, 7, 2));
    }

    [Fact]
    public void Walls_that_are_not_felt_fail_the_stack()
    {
        var stack = Project(AirlockPods.Pod(AirlockPods.Open, phase: "Failed"));
        (stack.Status, stack.Reason).ShouldBe((StackStatus.Failed, "IsolationNotEnforced"));
        stack.Message!.ShouldContain("10.43.0.1:443");
        stack.Airlock!.Passed.ShouldBeFalse();
    }

    [Fact]
    public void Airlock_that_cannot_tell_fails_the_stack()
    {
        Project(AirlockPods.Pod(AirlockPods.Broken, phase: "Failed")).Reason.ShouldBe("AirlockBroken");
        Project(AirlockPods.Pod(AirlockPods.Ended(137, null, "OOMKilled"), phase: "Failed")).Reason.ShouldBe("AirlockBroken");
    }

    // With another restart policy than Never the kubelet tries again, and the phase stays Pending.
    [Fact]
    public void Airlock_that_is_tried_again_is_creating_and_keeps_its_reason()
    {
        var between = Project(AirlockPods.Pod(new ContainerState { Waiting = new() { Reason = "CrashLoopBackOff" } }, AirlockPods.Open));
        (between.Status, between.Reason, between.Airlock!.Passed).ShouldBe((StackStatus.Creating, "IsolationNotEnforced", false));

        var again = Project(AirlockPods.Pod(AirlockPods.Running, AirlockPods.Open));
        (again.Status, again.Reason, again.Airlock!.Passed).ShouldBe((StackStatus.Creating, "Airlock", false));

        Project(AirlockPods.Pod(AirlockPods.Passed(), AirlockPods.Open, "Running")).Airlock!.Passed.ShouldBeTrue();
    }

    [Fact]
    public void Deleting_a_stack_in_its_airlock_breaks_nothing()
    {
        var pod = AirlockPods.Pod(AirlockPods.Ended(143, null));
        pod = pod with { Metadata = pod.Metadata with { DeletionTimestamp = Worlds.Start } };

        var stack = Project(pod);

        stack.Reason.ShouldNotBe("AirlockBroken");
        stack.Airlock.ShouldBeNull();
    }

    [Fact]
    public void Image_that_says_nothing_lets_the_stack_run_but_has_not_passed()
    {
        var stack = Project(AirlockPods.Pod(AirlockPods.Ended(0, null, "Completed"), phase: "Running"));
        (stack.Status, stack.Reason, stack.Airlock!.Passed).ShouldBe((StackStatus.Running, null, false));
    }

    [Fact]
    public void Stores_keep_what_is_read()
    {
        var trimmed = StoreTrim.Of(AirlockPods.Pod(AirlockPods.Open, AirlockPods.Broken, "Failed"));
        AirlockReading.Of(trimmed).ShouldBe(AirlockReading.Of(AirlockPods.Pod(AirlockPods.Open, AirlockPods.Broken, "Failed")));
        AirlockReading.Of(trimmed).Outcome!.Answered.ShouldBe("10.43.0.1:443");
    }

    private static Stack Project(Pod pod) => StackProjection.Of(Worlds.Record(), pod, Worlds.Nodes(Worlds.Node()), Worlds.Start, Worlds.Settings);
}
