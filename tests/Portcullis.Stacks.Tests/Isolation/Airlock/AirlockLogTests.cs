using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

public sealed class AirlockLogTests
{
    private readonly WrittenStore<Pod> _pods = new();

    [Fact]
    public void Outcomes_outlive_their_stacks_in_order_of_creation()
    {
        using var log = Log();
        _pods.Writer.Apply(AirlockPods.Pod(2, AirlockPods.Open, "Failed"));
        _pods.Writer.Apply(AirlockPods.Pod(1, AirlockPods.Passed()));
        _pods.Writer.Delete(AirlockPods.Pod(2, AirlockPods.Open, "Failed"));

        log.Last.Select(passage => (passage.Stack, passage.Outcome.Passed)).ShouldBe([(AirlockPods.Stack(1), true), (AirlockPods.Stack(2), false)]);
    }

    [Fact]
    public void Log_begins_with_the_stacks_that_live()
    {
        _pods.Writer.Replace([AirlockPods.Pod(1, AirlockPods.Passed()), AirlockPods.Pod(2, AirlockPods.Running)], "1");

        using var log = Log();

        log.Last.ShouldHaveSingleItem().Stack.ShouldBe(AirlockPods.Stack(1));
    }

    [Fact]
    public void Later_try_of_the_same_pod_takes_the_place_of_the_earlier()
    {
        using var log = Log();
        var changes = 0;
        log.Changed += () => changes++;
        _pods.Writer.Apply(AirlockPods.Pod(1, AirlockPods.Open));
        _pods.Writer.Apply(AirlockPods.Pod(1, AirlockPods.Open, "Failed", 12));
        _pods.Writer.Apply(AirlockPods.Pod(1, AirlockPods.Passed(), version: 13));

        log.Last.ShouldHaveSingleItem().Outcome.Passed.ShouldBeTrue();
        changes.ShouldBe(2);
    }

    [Fact]
    public void Oldest_are_forgotten_first()
    {
        using var log = Log();
        for (var i = 0; i < AirlockLog.Capacity + 3; i++)
        {
            _pods.Writer.Apply(AirlockPods.Pod(i, AirlockPods.Passed()));
        }

        log.Last.Count.ShouldBe(AirlockLog.Capacity);
        log.Last[0].Stack.ShouldBe(AirlockPods.Stack(3));
    }

    [Fact]
    public void Pods_of_others_do_not_count()
    {
        using var log = Log();
        var pod = AirlockPods.Pod(1, AirlockPods.Open);
        _pods.Writer.Apply(pod with { Metadata = pod.Metadata with { Labels = null } });

        log.Last.ShouldBeEmpty();
    }

    private AirlockLog Log() => new(_pods.Store, Worlds.Settings.Namespace, TimeProvider.System);
}
