using System.Globalization;
using System.Net.Sockets;
using Portcullis.Model.Addresses;
using Portcullis.Model.Texts;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>What patrols say of the walls: the part of statement S8 that they tell. Pure: the same evidence gives the same findings.</summary>
/// <param name="Witnesses">What answered that must not.</param>
/// <param name="Missing">What was not felt, and why.</param>
/// <param name="Notes">What was felt.</param>
/// <param name="StopsCreates">Whether stacks themselves could do what was felt.</param>
internal sealed record PatrolFindings(IReadOnlyList<IsolationWitness> Witnesses, IReadOnlyList<string> Missing, IReadOnlyList<string> Notes, bool StopsCreates)
{
    private const int MostWitnesses = 10;
    private const int MostLines = 10;

    /// <param name="evidence">What there is to go by.</param>
    public static PatrolFindings Of(PatrolEvidence evidence)
    {
        if (evidence.Interval == TimeSpan.Zero)
        {
            return new([], ["STACK_PATROL_INTERVAL=0: what stacks felt at their start is not felt again later, nor over UDP, nor on nodes without new stacks; set an interval"], [], false);
        }

        var openings = (from stand in evidence.Stands
                        from opening in stand.Openings
                        orderby Weight(opening, evidence), stand.Node, stand.Egress, opening.Target.Key
                        select (stand, opening)).ToList();
        return new(
            [.. openings.Take(MostWitnesses).Select(entry => Witness(entry.stand, entry.opening, evidence))],
            Listing.Lines([.. Unfelt(evidence)], MostLines),
            [.. Listing.Lines([.. evidence.Nodes.Select(node => Summary(node.Name, evidence)).OfType<string>()], MostLines), .. openings.Count > MostWitnesses ? (string[])[$"{openings.Count - MostWitnesses} more answered that must not"] : []],
            openings.Exists(entry => Weight(entry.opening, evidence) == 0));
    }

    /// <summary>Whether stacks themselves could use an opening.</summary>
    /// <param name="opening">The opening.</param>
    /// <param name="stacksMayPing">Whether some profile lets stacks send echoes.</param>
    public static bool IsOfUse(PatrolOpening opening, bool stacksMayPing) => stacksMayPing || opening.Target.Protocol != PatrolProtocol.Echo;

    // What stops creates comes first.
    private static int Weight(PatrolOpening opening, PatrolEvidence evidence) => IsOfUse(opening, evidence.StacksMayPing) ? 0 : 1;

    private static IsolationWitness Witness(PatrolStand stand, PatrolOpening opening, PatrolEvidence evidence)
    {
        var target = opening.Target;
        return IsolationWitness.Of(
        [
            $"a pod on node {stand.Node}, under the walls of stacks with egress {stand.Egress}, gets an answer from {target}",
            $"a patrol felt it at {FeltWords.Of(opening.When.At)}, and tries again until it is felt shut; the policies forbid it (see the other statements), so the network does not do what they say: look at the network plug-in on node {stand.Node}, and at what routes past it",
            .. Weight(opening, evidence) == 1 ? (string[])["stacks cannot send echoes themselves (net.ipv4.ping_group_range, no NET_RAW), so nobody is stopped for it; a profile that grants either would change that"] : [],
        ]) with
        { From = $"a patrol on {stand.Node} (egress {stand.Egress})", To = target.Name, Port = target.PortText };
    }

    private static IEnumerable<string> Unfelt(PatrolEvidence evidence)
    {
        if (evidence.Nodes.Count == 0)
        {
            yield return "there is no node that stacks may come to, so there is nowhere to patrol";
        }

        foreach (var (node, why) in evidence.Failures.Where(failure => evidence.Nodes.Any(one => one.Name == failure.Key)).OrderBy(failure => failure.Key, StringComparer.Ordinal))
        {
            yield return $"node {node} could not be patrolled: {why}";
        }

        var gaps = from node in evidence.Nodes from egress in Newcomers.Egresses from gap in Gaps(node.Name, node.Families, egress, evidence) group node.Name by gap into nodes select nodes;
        foreach (var gap in gaps)
        {
            var names = gap.Distinct().ToList();
            yield return $"{(names.Count == 1 ? "node" : "nodes")} {Listing.Of(names)}: {gap.Key}";
        }
    }

    private static IEnumerable<string> Gaps(string node, IReadOnlyList<AddressFamily> families, string egress, PatrolEvidence evidence)
    {
        var goodFor = new PatrolSchedule(evidence.Interval).GoodFor;
        if (evidence.Stands.FirstOrDefault(stand => stand.Node == node && stand.Egress == egress) is not { } stand)
        {
            if (!evidence.Failures.ContainsKey(node))
            {
                yield return "no patrol has come back yet";
            }

            yield break;
        }

        if (stand.Problem is { } problem)
        {
            yield return $"the last patrol with egress {egress} told nothing: {problem}";
        }

        foreach (var family in families)
        {
            if (stand.Deaf.Contains(family))
            {
                yield return $"the last patrol with egress {egress} heard nothing at all over {AddressRanges.NameOf(family)}, not even from a name server that Portcullis reaches, so that its silence shows nothing";
            }
            else if (stand.Silent.GetValueOrDefault(family) is not { } silence)
            {
                if (stand.Problem is null)
                {
                    yield return $"over {AddressRanges.NameOf(family)} a patrol with egress {egress} found nothing to try that is known to answer; run Portcullis where it reaches the API server and pods of the cluster";
                }
            }
            else if (evidence.Now - silence.When.Uptime > goodFor)
            {
                yield return $"over {AddressRanges.NameOf(family)} walls were last felt by a patrol with egress {egress} at {FeltWords.Of(silence.When.At)}";
            }
        }

        // Where stacks cannot send echoes, nothing hangs on them.
        foreach (var protocol in stand.Untold.Where(protocol => protocol != PatrolProtocol.Echo || evidence.StacksMayPing))
        {
            yield return $"{Name(protocol)} could not be tried with egress {egress}: the image of STACK_AIRLOCK_IMAGE lacks {Needs(protocol)}, or may not use it";
        }
    }

    private static string? Summary(string node, PatrolEvidence evidence)
    {
        var felt = (from stand in evidence.Stands where stand.Node == node from silence in stand.Silent orderby stand.Egress, silence.Key select (stand, silence)).ToList();
        if (felt.Count == 0)
        {
            return null;
        }

        var each = felt.Select(entry => string.Create(CultureInfo.InvariantCulture, $"egress {entry.stand.Egress}, {AddressRanges.NameOf(entry.silence.Key)}: {entry.silence.Value.Targets} silent"));
        return $"node {node} was patrolled at {FeltWords.Of(felt.Min(entry => entry.silence.Value.When.At))}: {string.Join("; ", each)}";
    }


    private static string Name(PatrolProtocol protocol) => protocol switch
    {
        PatrolProtocol.Tcp => "TCP",
        PatrolProtocol.Udp => "UDP",
        _ => "ICMP echo",
    };

    private static string Needs(PatrolProtocol protocol) => protocol switch
    {
        PatrolProtocol.Tcp => "busybox's nc",
        PatrolProtocol.Udp => "busybox's nslookup and tftp",
        _ => "busybox's ping",
    };
}
