using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Model.Defaulting;

/// <summary>Defaults of network policies.</summary>
internal static class NetworkPolicyDefaults
{
    public static NetworkPolicy Apply(NetworkPolicy policy)
    {
        var spec = policy.Spec ?? new NetworkPolicySpec();
        return policy with
        {
            Spec = spec with
            {
                PodSelector = spec.PodSelector ?? new LabelSelector(),
                Ingress = spec.Ingress.Map(rule => rule with { Ports = rule.Ports.Map(Apply) }),
                Egress = spec.Egress.Map(rule => rule with { Ports = rule.Ports.Map(Apply) }),
                PolicyTypes = spec.PolicyTypes is { Count: > 0 } given ? given : Implied(spec),
            },
        };
    }

    /// <summary>Ingress always; egress only where there is an egress rule, so <c>egress: []</c> restricts nothing.</summary>
    private static IReadOnlyList<string> Implied(NetworkPolicySpec spec) => spec.Egress is { Count: > 0 } ? ["Ingress", "Egress"] : ["Ingress"];

    private static NetworkPolicyPort Apply(NetworkPolicyPort port) => port with { Protocol = port.Protocol ?? "TCP" };
}
