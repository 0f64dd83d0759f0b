using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network.Explaining;

/// <summary>Why a policy allows a connection or does not, to follow its name.</summary>
internal static class PolicyWords
{
    // A policy may have hundreds of peers; a sentence may not.
    private const int MostShown = 3;

    public static string Reason(NetworkPolicy policy, Direction direction, Connection connection, RuleMatch? match, IClusterView view)
    {
        var rules = Rule.Of(policy, direction).ToList();
        var word = Word(direction);
        if (match is { } found)
        {
            return Allows(policy, rules[found.Rule], direction, connection, found, view);
        }

        return rules.Count == 0 ? $"it has no {word} rule" : string.Join("; ", rules.Index().Take(MostShown)
            .Select(rule => $"its {word} rule {rule.Index} does not match: {Mismatch(policy, rule.Item, direction, connection, view)}")
            .Concat(Rest(rules.Count, "rule")));
    }

    public static string Word(Direction direction) => direction == Direction.Egress ? "egress" : "ingress";

    private static string Allows(NetworkPolicy policy, Rule rule, Direction direction, Connection connection, RuleMatch found, IClusterView view)
    {
        var head = $"its {Word(direction)} rule {found.Rule} allows";
        if (found is { Peer: null, Port: null })
        {
            return $"{head} everything: an empty rule restricts neither peers nor ports";
        }

        var list = List(direction);
        var peer = found.Peer is { } p
            ? $"{list}[{p}] ({PeerWords.Describe(rule.Peers[p], policy.Metadata.Namespace!)}{PeerWords.Match(rule.Peers[p], connection.Other(direction), view)})"
            : $"any peer (it has no {list})";
        var port = found.Port is { } q ? $"ports[{q}] ({PortWords.Describe(rule.Ports[q])})" : "any port (it has no ports)";
        return $"{head}: {peer}, {port}";
    }

    private static string Mismatch(NetworkPolicy policy, Rule rule, Direction direction, Connection connection, IClusterView view)
    {
        var other = connection.Other(direction);
        var space = policy.Metadata.Namespace!;
        if (rule.Peers.Count > 0 && !rule.Peers.Any(peer => Specification.PeerMatches(peer, space, other, connection.Path, view)))
        {
            return Several(rule.Peers, List(direction), peer => $"({PeerWords.Describe(peer, space)}): {PeerWords.Mismatch(peer, space, other, connection.Path, view)}");
        }

        return Several(rule.Ports, "ports", port => $"({PortWords.Describe(port)}): {PortWords.Mismatch(port, connection.To, connection.Port)}");
    }

    private static string Several<T>(IReadOnlyList<T> entries, string list, Func<T, string> describe) =>
        string.Join(", ", entries.Index().Take(MostShown).Select(entry => $"{list}[{entry.Index}] {describe(entry.Item)}").Concat(Rest(entries.Count, "entry")));

    private static IEnumerable<string> Rest(int count, string noun)
    {
        if (count > MostShown)
        {
            yield return $"nor does any {noun} of the other {count - MostShown}";
        }
    }

    private static string List(Direction direction) => direction == Direction.Egress ? "to" : "from";
}
