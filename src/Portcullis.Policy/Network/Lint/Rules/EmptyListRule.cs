namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary><c>from: []</c> and <c>ports: []</c>: no one and nothing, it seems, but everyone and everything.</summary>
internal sealed class EmptyListRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context)
    {
        foreach (var policy in context.Policies)
        {
            foreach (var rule in policy.EffectiveRules)
            {
                if (rule.HasEmptyPeers)
                {
                    yield return LintText.Finding(policy, LintCodes.EmptyListAllowsAll, rule.PeersPath, $"an empty list of peers means everyone: the rule allows traffic {LintText.Toward(rule.Direction)} everywhere", "name the peers; to allow no one, take the whole rule away");
                }

                if (rule.HasEmptyPorts)
                {
                    yield return LintText.Finding(policy, LintCodes.EmptyListAllowsAll, $"{rule.Path}.ports", "an empty list of ports means every port", "name the ports; to allow none, take the whole rule away");
                }
            }
        }
    }
}
