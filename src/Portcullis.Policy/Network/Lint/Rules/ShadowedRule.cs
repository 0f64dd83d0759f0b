namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>Policies that could go without any pod noticing: others isolate the same pods and allow all that they allow.</summary>
/// <remarks>Told from the texts and the labels of the namespace, so it holds for pods to come; what cannot be told is not. Of equal policies the first stays.</remarks>
internal sealed class ShadowedRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context)
    {
        var left = context.Policies.ToList();
        var findings = new List<LintFinding>();
        foreach (var policy in context.Policies.Reverse())
        {
            left.Remove(policy);
            var wider = left.Where(other => other.Name.Namespace == policy.Name.Namespace && SelectorLogic.IsWithin(policy.Selector, other.Selector)).ToList();
            var cover = new RuleCover(context.KnownLabelsOf(policy.Name.Namespace));
            if (policy.Types.All(type => IsCovered(policy, type, wider, cover)))
            {
                var by = wider.Where(other => other.Types.Any(policy.Types.Contains)).Select(other => other.Name.ToString());
                findings.Add(LintText.Finding(policy, LintCodes.Shadowed, "spec", $"{LintText.Listed(by)} already isolates these pods and allows all that this policy allows: it changes nothing", "take it away, or mend what was to be different"));
            }
            else
            {
                left.Add(policy);
            }
        }

        findings.Reverse();
        return findings;
    }

    private static bool IsCovered(LintPolicy policy, string direction, List<LintPolicy> wider, RuleCover cover)
    {
        var isolating = wider.Where(other => other.Types.Contains(direction)).ToList();
        var allowing = isolating.SelectMany(other => other.Rules.Where(rule => rule.Direction == direction)).ToList();
        return isolating.Count > 0 && policy.Rules.Where(rule => rule.Direction == direction).All(rule => allowing.Any(other => cover.Covers(other, rule)));
    }
}
