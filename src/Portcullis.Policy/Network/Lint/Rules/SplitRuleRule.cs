namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>A dash too many between peers and ports: two rules mean either, so anyone may use the ports.</summary>
/// <remarks>DNS to anywhere beside peers on every port is how egress is usually written, and not told.</remarks>
internal sealed class SplitRuleRule : ILintRule
{
    private const int Dns = 53;

    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        from pair in policy.EffectiveRules.Zip(policy.EffectiveRules.Skip(1))
        where pair.First.Direction == pair.Second.Direction
        let peers = HasPeersAlone(pair.First) ? pair.First : pair.Second
        let ports = peers == pair.First ? pair.Second : pair.First
        where HasPeersAlone(peers) && HasPortsAlone(ports)
        select LintText.Finding(
            policy,
            LintCodes.SplitRule,
            pair.Second.Path,
            $"two rules mean either: the peers of {peers.Path} on every port, and the ports of {ports.Path} {LintText.Toward(ports.Direction)} everywhere",
            "if only those peers on those ports are meant, write both into one rule, without the second dash");

    private static bool HasPeersAlone(LintRuleEntry rule) => rule is { Peers.Count: > 0, Ports.Count: 0, HasEmptyPorts: false };

    private static bool HasPortsAlone(LintRuleEntry rule) =>
        rule is { Peers.Count: 0, HasEmptyPeers: false, Ports.Count: > 0 }
        && !(rule.Direction == "Egress" && rule.Ports.All(port => port is { First: Dns, Last: Dns }));
}
