namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>Rules that are never looked at, and an egress list that is empty where nothing makes it count.</summary>
internal sealed class RulesWithoutTypeRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context)
    {
        foreach (var policy in context.Policies)
        {
            foreach (var direction in policy.Rules.Select(rule => rule.Direction).Distinct().Where(direction => !policy.Types.Contains(direction)))
            {
                var field = direction.ToLowerInvariant();
                yield return LintText.Finding(policy, LintCodes.RulesWithoutType, $"spec.{field}", $"policyTypes leaves {direction} out, so these rules do nothing: the policy restricts no {field}", $"add {direction} to policyTypes");
            }

            if (policy.Written.Spec is { Egress.Count: 0, PolicyTypes: not { Count: > 0 } })
            {
                yield return LintText.Finding(policy, LintCodes.RulesWithoutType, "spec.egress", "without policyTypes an empty egress list restricts nothing: all egress stays allowed", "add \"policyTypes: [Egress]\", with Ingress if that is meant too");
            }
        }
    }
}
