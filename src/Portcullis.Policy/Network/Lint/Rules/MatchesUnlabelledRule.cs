using Portcullis.Model.Names;
using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary><c>NotIn</c> and <c>DoesNotExist</c> in what a rule allows: whatever lacks the label passes.</summary>
/// <remarks>The label that names a namespace has a rule of its own: every namespace of a cluster of our days has it.</remarks>
internal sealed class MatchesUnlabelledRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        from rule in policy.EffectiveRules
        from peer in rule.Peers
        from entry in peer.Selectors()
        from requirement in entry.Selector.Requirements
        where SelectorLogic.PassesWithoutKey(requirement) && !(entry.OfNamespaces && requirement.Key == NameLabelMissingRule.Label)
        // Where another condition asks for the key, nothing without it passes.
        where !entry.Selector.Requirements.Any(other => other.Key == requirement.Key && !SelectorLogic.PassesWithoutKey(other))
        select LintText.Finding(
            policy,
            LintCodes.MatchesUnlabelled,
            entry.Path,
            $"\"{requirement}\" also matches every {(entry.OfNamespaces ? "namespace" : "pod")} without the label \"{requirement.Key}\"{Examples(context, policy, peer, entry.OfNamespaces, requirement)}",
            "say which labels are allowed (In, Exists) instead of which are not, or add a condition that the key exists");

    private static string Examples(LintContext context, LintPolicy policy, LintPeer peer, bool ofNamespaces, LabelRequirement requirement)
    {
        List<string> names = ofNamespaces
            ? [.. context.Subject.Namespaces.Where(ns => Lacks(ns.Metadata) && !context.Subject.AssumedNamespaces.Contains(ns.Metadata.Name ?? "") && peer.Namespaces!.Matches(ns.Metadata.Labels)).Select(ns => ns.Metadata.Name ?? "")]
            : [.. context.PodsOf(policy, peer).Where(pod => Lacks(pod.Metadata)).Select(pod => NamespacedName.Of(pod.Metadata).ToString())];
        return names.Count > 0 ? $", such as {LintText.Listed(names)}" : "";

        bool Lacks(ObjectMeta metadata) => metadata.Labels?.ContainsKey(requirement.Key) != true;
    }
}
