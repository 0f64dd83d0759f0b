namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary><c>ingress: [{}]</c> where deny was likely meant. A name that speaks of allowing means it.</summary>
internal sealed class EmptyRuleRule : ILintRule
{
    private static readonly string[] AllowingWords = ["allow", "permit", "open", "accept", "public"];

    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        where !SpeaksOfAllowing(policy.Name.Name)
        from rule in policy.EffectiveRules
        where rule is { Peers.Count: 0, Ports.Count: 0, HasEmptyPeers: false, HasEmptyPorts: false }
        let field = rule.Direction.ToLowerInvariant()
        select LintText.Finding(
            policy,
            LintCodes.EmptyRuleAllowsAll,
            rule.Path,
            $"an empty rule restricts nothing, so it allows {field} {LintText.Toward(rule.Direction)} everywhere on every port",
            $"to deny all {field}, write \"{field}: []\" and list {rule.Direction} in policyTypes; to allow all, say so in the policy's name");

    private static bool SpeaksOfAllowing(string name)
    {
        var words = name.Replace("disallow", "", StringComparison.OrdinalIgnoreCase);
        return AllowingWords.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
