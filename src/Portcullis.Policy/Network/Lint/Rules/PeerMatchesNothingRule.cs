namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>A peer that lets no one through, because it fits no pod or no namespace.</summary>
internal sealed class PeerMatchesNothingRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context)
    {
        foreach (var policy in context.Policies)
        {
            foreach (var peer in policy.EffectiveRules.SelectMany(rule => rule.Peers).Where(peer => peer.Block is null))
            {
                if (Why(context, policy, peer) is var (path, reason))
                {
                    yield return LintText.Finding(policy, LintCodes.PeerMatchesNothing, path, $"{reason}, so this entry allows nothing", "compare the selector with the labels of what is meant");
                }
            }
        }
    }

    private static (string Path, string Reason)? Why(LintContext context, LintPolicy policy, LintPeer peer)
    {
        foreach (var (path, selector, _) in peer.Selectors())
        {
            if (SelectorLogic.Contradiction(selector) is { } key)
            {
                return (path, $"the conditions on \"{key}\" exclude each other");
            }
        }

        if (context.Subject.AssumedNamespaces.Count > 0 && peer.Namespaces is { } guessed && guessed.Requirements.Any(requirement => requirement.Key != NameLabelMissingRule.Label))
        {
            return null;
        }

        if (peer.Namespaces is { } namespaces && context.Subject.Namespaces.Count > 0 && !context.Subject.Namespaces.Any(ns => namespaces.Matches(ns.Metadata.Labels)))
        {
            return ($"{peer.Path}.namespaceSelector", $"no namespace has the labels {namespaces}");
        }

        if (context.Pods.Count == 0 || context.PodsOf(policy, peer).Any())
        {
            return null;
        }

        var where = peer.Namespaces is null ? $"of {policy.Name.Namespace}" : "of the namespaces selected";
        return peer.Pods is { MatchesEverything: false } pods
            ? ($"{peer.Path}.podSelector", $"no pod {where} has the labels {pods}")
            : (peer.Path, $"there is no pod {(peer.Namespaces is null ? $"in {policy.Name.Namespace}" : "in the namespaces selected")}");
    }
}
