namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>Pods on the network of their node: the API leaves open what policies do to them, and most network plug-ins do nothing.</summary>
internal sealed class SelectsHostNetworkRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        let onNode = policy.Selected.Where(pod => pod.Spec?.HostNetwork == true).ToList()
        where onNode.Count > 0
        select LintText.Finding(
            policy,
            LintCodes.SelectsHostNetwork,
            "spec.podSelector",
            $"{LintText.Listed(onNode)} {(onNode.Count == 1 ? "uses" : "use")} the network of the node, where most network plug-ins enforce no policy",
            "do not rely on the policy for such pods: take hostNetwork away, or guard the node itself");
}
