using System.Net.Sockets;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Patrolling;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Tests.Isolation.Patrolling;

/// <summary>What is said of what was felt.</summary>
public sealed class PatrolFindingsTests
{
    private const AddressFamily Four = AddressFamily.InterNetwork;
    private const AddressFamily Six = AddressFamily.InterNetworkV6;

    private static readonly PatrolTarget Api = Patrols.Target("tcp/10.43.0.1/443");
    private static readonly PatrolTarget ApiSix = Patrols.Target("tcp/fd00::1/443");
    private static readonly PatrolTarget Echo = Patrols.Target("echo/10.42.0.5");

    [Fact]
    public void Felt_shut_everywhere_leaves_nothing_missing()
    {
        var findings = Of(Stand("none", "ss"), Stand("internet", "ss"));

        (findings.Witnesses.Count, findings.Missing.Count, findings.StopsCreates).ShouldBe((0, 0, false));
        findings.Notes.ShouldHaveSingleItem().ShouldBe(
            "node worker-a was patrolled at 2026-01-01T12:01:00Z: egress internet, IPv4: 1 silent; egress internet, IPv6: 1 silent; egress none, IPv4: 1 silent; egress none, IPv6: 1 silent");
    }

    [Fact]
    public void Each_node_each_egress_and_each_family_has_to_be_felt()
    {
        Of().Missing.ShouldBe(["node worker-a: no patrol has come back yet"]);
        Of(Stand("none", "ss")).Missing.ShouldBe(["node worker-a: no patrol has come back yet"]);
        Of(Stand("none", "sx"), Stand("internet", "ss")).Missing.ShouldBe(
            ["node worker-a: over IPv6 a patrol with egress none found nothing to try that is known to answer; run Portcullis where it reaches the API server and pods of the cluster"]);
    }

    [Fact]
    public void What_was_felt_long_ago_does_not_count()
    {
        var findings = PatrolFindings.Of(Evidence([Stand("none", "ss"), Stand("internet", "ss")]) with { Now = TimeSpan.FromMinutes(33) });

        findings.Missing.ShouldContain("node worker-a: over IPv4 walls were last felt by a patrol with egress none at 2026-01-01T12:01:00Z");
        findings.Missing.Count.ShouldBe(4);
    }

    [Fact]
    public void Answer_is_a_witness_with_the_packet_and_stops_creates()
    {
        var findings = Of(Stand("none", "os"), Stand("internet", "ss"));

        findings.StopsCreates.ShouldBeTrue();
        var witness = findings.Witnesses.ShouldHaveSingleItem();
        (witness.From, witness.To, witness.Port).ShouldBe(("a patrol on worker-a (egress none)", "the API server", "443/TCP"));
        witness.Text[0].ShouldBe("a pod on node worker-a, under the walls of stacks with egress none, gets an answer from the API server (10.43.0.1:443, TCP)");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Echo_stops_creates_only_where_stacks_can_send_one(bool mayPing)
    {
        var stand = new PatrolStand("worker-a", "none").With(Patrols.Reading("os", Echo, Api), _ => true, Patrols.At(1));

        var findings = PatrolFindings.Of(Evidence([stand]) with { StacksMayPing = mayPing });

        findings.Witnesses.Count.ShouldBe(1);
        findings.StopsCreates.ShouldBe(mayPing);
    }

    [Fact]
    public void Off_is_not_proven() => PatrolFindings.Of(new() { Interval = TimeSpan.Zero }).Missing.ShouldHaveSingleItem().ShouldStartWith("STACK_PATROL_INTERVAL=0");

    [Fact]
    public void No_node_is_not_proven() => PatrolFindings.Of(new() { Interval = TimeSpan.FromMinutes(10) }).Missing.ShouldHaveSingleItem();

    [Fact]
    public void Many_openings_and_many_nodes_stay_readable()
    {
        var nodes = Enumerable.Range(0, 100).Select(i => $"worker-{i:000}").ToList();
        var findings = PatrolFindings.Of(new()
        {
            Interval = TimeSpan.FromMinutes(10),
            Nodes = [.. nodes.Select(node => (node, (IReadOnlyList<AddressFamily>)[Four])), ("silent", [Four])],
            Stands = [.. nodes.Select(node => new PatrolStand(node, "none").With(PatrolReading.Of(Patrols.Ended("felt passes=3 seconds=9 answers=o", [Api], node: node))!, _ => true, Patrols.At(1)))],
        });

        findings.Witnesses.Count.ShouldBe(10);
        findings.Notes.ShouldContain("90 more answered that must not");
        findings.Missing.Count.ShouldBeLessThanOrEqualTo(11);
        findings.Missing.ShouldAllBe(line => line.Length < 500);
    }

    [Fact]
    public void Statement_is_proven_by_both_and_open_by_either()
    {
        var airlocks = IsolationStatement.Of("S8", FeltStatement.Title, [], [], []);
        var shut = Of(Stand("none", "ss"), Stand("internet", "ss"));
        var open = Of(Stand("none", "os"), Stand("internet", "ss"));

        (FeltStatement.Of(airlocks, shut) is { Verdict: IsolationVerdict.Proven }).ShouldBeTrue();
        (FeltStatement.Of(airlocks, open) is { Verdict: IsolationVerdict.Open, IsAdvisory: false }).ShouldBeTrue();
        (FeltStatement.Of(airlocks with { Missing = ["no stack yet"], Verdict = IsolationVerdict.Incomplete }, shut) is { Verdict: IsolationVerdict.Incomplete, IsAdvisory: true }).ShouldBeTrue();
        (FeltStatement.Of(airlocks with { Witnesses = [IsolationWitness.Of("it answered")], Verdict = IsolationVerdict.Open }, shut) is { Verdict: IsolationVerdict.Open, IsAdvisory: false }).ShouldBeTrue();
    }

    private static PatrolStand Stand(string egress, string letters) =>
        new PatrolStand("worker-a", egress).With(PatrolReading.Of(Patrols.Ended($"felt passes=3 seconds=9 answers={letters}", [Api, ApiSix], egress: egress))!, _ => true, Patrols.At(1));

    private static PatrolFindings Of(params IReadOnlyList<PatrolStand> stands) => PatrolFindings.Of(Evidence(stands));

    private static PatrolEvidence Evidence(IReadOnlyList<PatrolStand> stands) =>
        new() { Interval = TimeSpan.FromMinutes(10), Nodes = [("worker-a", [Four, Six])], Stands = stands, Now = TimeSpan.FromMinutes(2) };
}
