using System.Net.Sockets;
using Portcullis.Stacks.Isolation.Patrolling;

namespace Portcullis.Stacks.Tests.Isolation.Patrolling;

/// <summary>How what was felt adds up: silence ages, an opening stays until it is felt shut.</summary>
public sealed class PatrolStandTests
{
    private static readonly PatrolTarget Api = Patrols.Target("tcp/10.43.0.1/443");
    private static readonly PatrolTarget Dns = Patrols.Target("udp/10.43.0.10/53");
    private static readonly PatrolTarget NodePort = Patrols.Target("tcp/172.30.0.1/31001", isKnown: false, PatrolTargetKind.NodePort);
    private static readonly PatrolTarget Six = Patrols.Target("tcp/fd00::1/443");
    private static readonly PatrolTarget Outside = Patrols.Target("tcp/1.1.1.1/53", kind: PatrolTargetKind.Outside);
    private static readonly PatrolStand Nothing = new("worker-a", "none");

    [Fact]
    public void Silence_counts_only_of_what_is_known_to_answer_before_and_after()
    {
        After("ss", [Api, NodePort]).Silent[AddressFamily.InterNetwork].Targets.ShouldBe(1);
        After("s", [NodePort]).Silent.ShouldBeEmpty();
        Nothing.With(Patrols.Reading("s", Api), _ => false, Patrols.At(1)).Silent.ShouldBeEmpty();
        After("x", [Api]).Silent.ShouldBeEmpty();
    }

    [Fact]
    public void Silence_of_one_family_says_nothing_of_the_other() => After("ss", [Api, Dns]).Silent.Keys.ShouldBe([AddressFamily.InterNetwork]);

    [Fact]
    public void Answer_counts_of_whatever_it_is() => After("so", [Api, NodePort]).Openings.ShouldHaveSingleItem().Target.ShouldBe(NodePort);

    [Fact]
    public void What_may_answer_is_no_opening() => After("os", [Outside, Api]).Openings.ShouldBeEmpty();

    [Fact]
    public void Opening_stays_until_it_is_felt_shut()
    {
        var open = After("os", [NodePort, Api]);

        open.With(Patrols.Reading("xs", NodePort, Api), _ => true, Patrols.At(2)).Openings.ShouldHaveSingleItem().When.ShouldBe(Patrols.At(1));
        open.With(Patrols.Reading("s", Six), _ => true, Patrols.At(2)).Openings.ShouldHaveSingleItem();
        open.With(PatrolReading.Of(Patrols.Ended("broken", [NodePort], 3))!, _ => true, Patrols.At(2)).Openings.ShouldHaveSingleItem();
        open.With(Patrols.Reading("ss", NodePort, Api), _ => true, Patrols.At(2)).Openings.ShouldBeEmpty();
    }

    [Fact]
    public void Deaf_patrol_neither_shuts_an_opening_nor_shows_silence()
    {
        var open = After("os", [NodePort, Api]);

        var later = open.With(Patrols.Reading("sss", Outside, NodePort, Api), _ => true, Patrols.At(2));

        later.Openings.ShouldHaveSingleItem();
        later.Silent[AddressFamily.InterNetwork].When.ShouldBe(Patrols.At(1));
        later.Deaf.ShouldBe([AddressFamily.InterNetwork]);
    }

    [Fact]
    public void Opening_whose_target_is_gone_ends_with_the_next_patrol_that_feels_its_family() =>
        After("os", [NodePort, Api]).With(Patrols.Reading("s", Api), _ => true, Patrols.At(2)).Openings.ShouldBeEmpty();

    [Fact]
    public void Patrol_that_answered_is_shut_only_by_another_that_is_silent_in_the_same_way()
    {
        var open = After("os", [Patrols.Target("udp/10.42.1.7/21000", kind: PatrolTargetKind.Patrol), Api]);
        var next = Patrols.Target("udp/10.42.1.8/21000", kind: PatrolTargetKind.Patrol);
        var overTcp = Patrols.Target("tcp/10.42.1.8/21000", kind: PatrolTargetKind.Patrol);

        open.With(Patrols.Reading("xss", next, overTcp, Api), _ => true, Patrols.At(2)).Openings.ShouldHaveSingleItem();
        open.With(Patrols.Reading("sss", next, overTcp, Api), _ => true, Patrols.At(2)).Openings.ShouldBeEmpty();
    }

    [Fact]
    public void Protocol_that_could_not_be_tried_is_told() => After("sx", [Api, Dns]).Untold.ShouldBe([PatrolProtocol.Udp]);

    private static PatrolStand After(string letters, IReadOnlyList<PatrolTarget> targets) => Nothing.With(Patrols.Reading(letters, targets), _ => true, Patrols.At(1));
}
