using System.Net;
using System.Net.Sockets;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

public sealed class AirlockStatementTests
{
    private static readonly IPEndPoint Target = IPEndPoint.Parse("10.43.0.1:443");
    private static readonly AirlockOutcome Passed = new(AirlockResult.Passed, 7, 2);
    private static readonly AirlockOutcome Open = new(AirlockResult.NotEnforced, 100, 30, "10.43.0.1:443");
    private static readonly AirlockOutcome Broken = new(AirlockResult.Broken, 0, 1);

    [Fact]
    public void Passes_while_portcullis_itself_gets_through_prove_it()
    {
        var statement = AirlockStatement.Of(Evidence([Passed, Open, Passed with { Seconds = 9 }]));

        statement.Verdict.ShouldBe(IsolationVerdict.Proven);
        statement.Notes[0].ShouldStartWith($"2 of the last 3 stacks passed; the longest wait was 9 s; the last failure: {AirlockPods.Stack(1)} at ");
        statement.Notes[1].ShouldBe("Portcullis itself reached 10.43.0.1:443 at 2026-01-01T00:00:00Z");
    }

    [Fact]
    public void Silence_shows_nothing_where_portcullis_gets_no_answer_either()
    {
        Incomplete(Evidence([Passed]) with { Reached = [] }).ShouldContain("has not tried yet");
        Incomplete(Evidence([Passed]) with { Reached = [new(Target, false, Worlds.Start)] }).ShouldContain("does not reach 10.43.0.1:443 either");
    }

    [Fact]
    public void Family_that_cannot_be_felt_is_never_called_felt()
    {
        var six = IPEndPoint.Parse("[fd00:30::9]:10250");
        var both = Evidence([Passed]) with { Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6] };

        Incomplete(both).ShouldStartWith("no airlock feels IPv6");
        Incomplete(both with { Targets = [Target, six] }).ShouldContain("has not tried yet whether it reaches [fd00:30::9]:10250 itself");
        Incomplete(both with { Targets = [Target, six], Reached = [new(Target, true, Worlds.Start), new(six, false, Worlds.Start)] }).ShouldContain("does not reach [fd00:30::9]:10250 either");
        AirlockStatement.Of(both with { Targets = [Target, six], Reached = [new(Target, true, Worlds.Start), new(six, true, Worlds.Start)] }).Verdict.ShouldBe(IsolationVerdict.Proven);
    }

    [Fact]
    public void Nothing_to_go_by_is_incomplete() => Incomplete(Evidence([])).ShouldContain("no stack went through its airlock");

    [Fact]
    public void Cluster_that_tells_no_target_is_incomplete() =>
        Incomplete(new() { IsOn = true, Last = Passages(Passed) }).ShouldContain("does not tell where its API server is");

    [Fact]
    public void Switched_off_it_says_what_that_gives_up() => Incomplete(new() { IsOn = false, Last = Passages(Open, Open, Open) }).ShouldContain("STACK_AIRLOCK=off");

    [Fact]
    public void Latest_failure_takes_the_proof_away() => Incomplete(Evidence([Passed, Open])).ShouldContain("10.43.0.1:443 answered to the end (100 attempts, 30 s)");

    [Fact]
    public void Three_failures_in_a_row_open_it_and_name_the_stacks()
    {
        var statement = AirlockStatement.Of(Evidence([Passed, Open, Broken, Open]));

        statement.Verdict.ShouldBe(IsolationVerdict.Open);
        statement.IsAdvisory.ShouldBeFalse();
        statement.Witnesses.ShouldHaveSingleItem().Text[0]
            .ShouldBe($"the last 3 stacks did not get through their airlock: {AirlockPods.Stack(1)}, {AirlockPods.Stack(2)}, {AirlockPods.Stack(3)}");
        statement.Witnesses[0].Text[^1].ShouldContain("STACK_AIRLOCK_TIMEOUT");
        AirlockStatement.Of(Evidence([Broken, Broken, Broken])).Witnesses[0].Text[^1].ShouldContain("STACK_AIRLOCK_IMAGE");
    }

    [Fact]
    public void One_pass_among_the_last_three_closes_it_again() =>
        AirlockStatement.Of(Evidence([Open, Open, Open, Passed])).Verdict.ShouldBe(IsolationVerdict.Proven);

    [Fact]
    public void Stacks_that_were_alive_without_walls_are_named()
    {
        var gap = new WallGap("portcullis-walls", "missing", Worlds.Start, Worlds.Start + TimeSpan.FromSeconds(1), [AirlockPods.Stack(1)]);

        AirlockStatement.Of(Evidence([Passed]) with { Gaps = [gap, gap with { Alive = [] }] }).Notes.Where(note => note.Contains("the wall")).ShouldHaveSingleItem()
            .ShouldBe($"the wall portcullis-walls was missing from 2026-01-01T00:00:00Z to 2026-01-01T00:00:01Z; connections that were opened then may live on in the stacks that were alive: {AirlockPods.Stack(1)}");
    }

    private static string Incomplete(AirlockEvidence evidence)
    {
        var statement = AirlockStatement.Of(evidence);
        statement.Verdict.ShouldBe(IsolationVerdict.Incomplete);
        return string.Join('\n', statement.Missing);
    }

    private static AirlockEvidence Evidence(AirlockOutcome[] last) =>
        new() { IsOn = true, Targets = [Target], Reached = [new(Target, true, Worlds.Start)], Last = Passages(last) };

    private static AirlockPassage[] Passages(params AirlockOutcome[] outcomes) =>
        [.. outcomes.Select((outcome, i) => new AirlockPassage(AirlockPods.Stack(i), $"pod-{i}", Worlds.Start, Worlds.Start + TimeSpan.FromSeconds(i), outcome))];
}
