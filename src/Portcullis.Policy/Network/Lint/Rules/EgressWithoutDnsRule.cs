namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>Some egress is allowed but no name can be looked up, which looks like a broken network.</summary>
/// <remarks>Pods that may reach nothing at all are meant so, and not told.</remarks>
internal sealed class EgressWithoutDnsRule : ILintRule
{
    private const int Port = 53;

    private static readonly Dictionary<string, string> DnsNamespace = new(StringComparer.Ordinal) { [NameLabelMissingRule.Label] = "kube-system" };
    private static readonly Dictionary<string, string> DnsPods = new(StringComparer.Ordinal) { ["k8s-app"] = "kube-dns" };

    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        where policy.Types.Contains("Egress") && policy.Rules.Any(rule => rule.Direction == "Egress")
        let companions = context.Policies.Where(other => other.Name.Namespace == policy.Name.Namespace && other.Types.Contains("Egress")).ToList()
        let cut = policy.Selected.Where(pod => !companions.Any(other => other.Selected.Contains(pod) && AllowsDns(context, other))).ToList()
        where policy.Selected.Count > 0 ? cut.Count > 0 : !companions.Any(other => SelectorLogic.IsWithin(policy.Selector, other.Selector) && AllowsDns(context, other))
        select LintText.Finding(
            policy,
            LintCodes.EgressWithoutDns,
            "spec.egress",
            $"egress is limited and nothing allows DNS (port 53/UDP), so {(cut.Count > 0 ? LintText.Listed(cut) : "the selected pods")} can look up no name",
            "allow ports 53/UDP and 53/TCP to the pods of the cluster's DNS (namespace kube-system, k8s-app=kube-dns)");

    private static bool AllowsDns(LintContext context, LintPolicy policy) => policy.EffectiveRules.Any(rule =>
        rule.Direction == "Egress"
        && (rule.Ports.Any(port => !port.IsAll && port.Name is null && port.Allows(Port, "UDP"))
            || (rule.Ports.Any(port => port.Name is not null && port.Protocol == "UDP" && port.Name.Contains("dns", StringComparison.Ordinal)))
            || ((rule.Ports.Count == 0 || rule.Ports.Any(port => port.IsAll && port.Protocol == "UDP")) && LeadsToDns(context, policy, rule))));

    /// <summary>All ports are allowed; whether a name server is among the peers.</summary>
    private static bool LeadsToDns(LintContext context, LintPolicy policy, LintRuleEntry rule) => rule.Peers.Count == 0 || rule.Peers.Any(peer =>
        peer.Block is not null
        || context.PodsOf(policy, peer).Any(pod => DnsPods.All(label => pod.Metadata.Labels?.GetValueOrDefault(label.Key) == label.Value))
        || (peer.Namespaces is not null && peer.Namespaces.Matches(DnsNamespace) && (peer.Pods?.Matches(DnsPods) ?? true)));
}
