namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>A dash too many: two entries mean either of them, one entry means both together.</summary>
/// <remarks>An empty pod selector of its own means "my namespace", which nobody would write together with another namespace.</remarks>
internal sealed class SplitPeerRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        from rule in policy.EffectiveRules
        from pair in rule.Peers.Zip(rule.Peers.Skip(1))
        where AreSplit(pair.First, pair.Second) || AreSplit(pair.Second, pair.First)
        let pods = pair.First.Pods ?? pair.Second.Pods
        let namespaces = pair.First.Namespaces ?? pair.Second.Namespaces
        select LintText.Finding(
            policy,
            LintCodes.SplitPeer,
            pair.Second.Path,
            $"two entries mean either: every pod of {Shown(namespaces)}, and also the pods {pods} of {policy.Name.Namespace}",
            "if only such pods of those namespaces are meant, write both selectors into one entry, without the second dash");

    private static bool AreSplit(LintPeer one, LintPeer other) =>
        one is { Namespaces: not null, Pods: null, Block: null } && other is { Namespaces: null, Pods.MatchesEverything: false, Block: null };

    private static string Shown(Model.Selectors.LabelSelectorMatcher selector) => selector.MatchesEverything ? "every namespace" : $"the namespaces {selector}";
}
