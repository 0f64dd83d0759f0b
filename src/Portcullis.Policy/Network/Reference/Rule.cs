using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Answers;

namespace Portcullis.Policy.Network.Reference;

/// <summary>A rule of either direction. Absent lists read as empty ones: both mean unrestricted.</summary>
internal readonly record struct Rule(IReadOnlyList<NetworkPolicyPeer> Peers, IReadOnlyList<NetworkPolicyPort> Ports)
{
    public static IEnumerable<Rule> Of(NetworkPolicy policy, Direction direction) => direction == Direction.Egress
        ? (policy.Spec?.Egress ?? []).Select(rule => new Rule(rule.To ?? [], rule.Ports ?? []))
        : (policy.Spec?.Ingress ?? []).Select(rule => new Rule(rule.From ?? [], rule.Ports ?? []));
}
