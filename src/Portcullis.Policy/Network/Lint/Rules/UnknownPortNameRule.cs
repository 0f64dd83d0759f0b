using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>A port by a name that no pod at the receiving end has.</summary>
internal sealed class UnknownPortNameRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        from rule in policy.EffectiveRules
        from port in rule.Ports
        where port.Name is not null
        let receivers = Receivers(context, policy, rule)
        where receivers.Count > 0 && !receivers.Any(pod => Has(pod, port.Name!, port.Protocol))
        select LintText.Finding(
            policy,
            LintCodes.UnknownPortName,
            $"{port.Path}.port",
            Message(rule, port, receivers),
            "use a name from the pods' containerPorts, with its protocol, or the number");

    private static List<Pod> Receivers(LintContext context, LintPolicy policy, LintRuleEntry rule) => (rule.Direction, rule.Peers.Count) switch
    {
        ("Ingress", _) => [.. policy.Selected],
        (_, 0) => [.. context.Pods],
        _ => [.. rule.Peers.SelectMany(peer => context.PodsOf(policy, peer)).Distinct()],
    };

    private static string Message(LintRuleEntry rule, LintPort port, List<Pod> receivers)
    {
        var other = receivers.Select(pod => NamedPorts.Of(pod).FirstOrDefault(entry => entry.Name == port.Name)).FirstOrDefault(entry => entry is not null);
        var whose = rule.Direction == "Ingress" ? "no pod that the policy selects" : "no pod that the rule leads to";
        return other is null
            ? $"{whose} has a port named \"{port.Name}\", so this entry allows nothing"
            : $"{whose} has a {port.Protocol} port named \"{port.Name}\" (it is {other.Protocol ?? "TCP"} there), so this entry allows nothing";
    }

    private static bool Has(Pod pod, string name, string protocol) => NamedPorts.Of(pod).Any(port => port.Name == name && (port.Protocol ?? "TCP") == protocol);
}
