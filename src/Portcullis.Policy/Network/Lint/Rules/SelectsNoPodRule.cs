namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>A policy that protects nothing, because its selector fits no pod.</summary>
internal sealed class SelectsNoPodRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context)
    {
        foreach (var policy in context.Policies.Where(policy => policy.Selected.Count == 0))
        {
            if (SelectorLogic.Contradiction(policy.Selector) is { } key)
            {
                yield return LintText.Finding(policy, LintCodes.SelectsNoPod, "spec.podSelector", $"the conditions on \"{key}\" exclude each other, so the policy can select no pod and does nothing", "mend the conditions");
            }
            else if (context.Pods.Count > 0)
            {
                var inNamespace = context.Pods.Any(pod => pod.Metadata.Namespace == policy.Name.Namespace);
                yield return LintText.Finding(
                    policy,
                    LintCodes.SelectsNoPod,
                    "spec.podSelector",
                    inNamespace ? $"no pod of {policy.Name.Namespace} has the labels {policy.Selector}, so the policy does nothing" : $"there is no pod in {policy.Name.Namespace}, so the policy does nothing",
                    "compare the selector and the namespace with the labels of the pods that are meant (kubectl get pods --show-labels)");
            }
        }
    }
}
