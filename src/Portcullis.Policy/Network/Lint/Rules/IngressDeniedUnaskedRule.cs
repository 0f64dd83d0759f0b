namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>Without <c>policyTypes</c>, Ingress always counts: a policy that speaks of egress alone shuts ingress.</summary>
internal sealed class IngressDeniedUnaskedRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        where policy.Written.Spec is { Egress.Count: > 0, Ingress: null, PolicyTypes: not { Count: > 0 } }
        select LintText.Finding(
            policy,
            LintCodes.IngressDeniedUnasked,
            "spec.policyTypes",
            "without policyTypes a policy always isolates for ingress too: it also denies all ingress to the pods it selects",
            "write \"policyTypes: [Egress]\"; if ingress shall be denied, write \"policyTypes: [Ingress, Egress]\" to say so");
}
