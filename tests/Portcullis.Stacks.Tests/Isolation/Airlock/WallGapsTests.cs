using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

public sealed class WallGapsTests
{
    private readonly WrittenStore<Pod> _pods = new();

    [Fact]
    public void Stacks_alive_while_a_wall_was_missing_are_named_for_as_long_as_they_live()
    {
        var gaps = new WallGaps(_pods.Store, Worlds.Settings.Namespace, TimeProvider.System);
        _pods.Writer.Apply(AirlockPods.Pod(1, AirlockPods.Passed(), "Running"));
        gaps.Open("portcullis-walls", "missing");
        _pods.Writer.Apply(AirlockPods.Pod(2, AirlockPods.Passed(), "Running"));
        gaps.Close("portcullis-walls");
        _pods.Writer.Apply(AirlockPods.Pod(3, AirlockPods.Passed(), "Running"));

        var gap = gaps.All.ShouldHaveSingleItem();
        (gap.Wall, gap.What, gap.Until.HasValue).ShouldBe(("portcullis-walls", "missing", true));
        gap.Alive.ShouldBe([AirlockPods.Stack(1), AirlockPods.Stack(2)]);

        _pods.Writer.Delete(AirlockPods.Pod(1, AirlockPods.Passed(), "Running"));
        gaps.All.ShouldHaveSingleItem().Alive.ShouldBe([AirlockPods.Stack(2)]);
    }

    [Fact]
    public void Stretch_without_stacks_is_none()
    {
        var gaps = new WallGaps(_pods.Store, Worlds.Settings.Namespace, TimeProvider.System);
        gaps.Open("portcullis-walls", "missing");
        gaps.All.ShouldHaveSingleItem();
        gaps.Close("portcullis-walls");
        gaps.All.ShouldBeEmpty();
    }

    [Fact]
    public void Stretch_said_twice_is_one()
    {
        var gaps = new WallGaps(_pods.Store, Worlds.Settings.Namespace, TimeProvider.System);
        gaps.Open("portcullis-walls", "missing");
        gaps.Open("portcullis-walls", "changed");
        gaps.All.ShouldHaveSingleItem().What.ShouldBe("missing");
        gaps.Close("portcullis-egress-internet");
        gaps.All.ShouldHaveSingleItem().Until.ShouldBeNull();
    }
}
