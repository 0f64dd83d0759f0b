using Portcullis.Model.Wire.Networking;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Whom the rules of a policy speak of, in either direction.</summary>
internal static class PolicyPeers
{
    /// <summary>Every peer.</summary>
    /// <param name="policy">The policy.</param>
    public static IEnumerable<NetworkPolicyPeer> Of(NetworkPolicy policy) =>
        (policy.Spec?.Ingress ?? []).SelectMany(rule => rule?.From ?? []).Concat((policy.Spec?.Egress ?? []).SelectMany(rule => rule?.To ?? [])).Where(peer => peer is not null);

    /// <summary>Every block of addresses.</summary>
    /// <param name="policy">The policy.</param>
    public static IEnumerable<IPBlock> Blocks(NetworkPolicy policy) => Of(policy).Select(peer => peer.IpBlock).OfType<IPBlock>();
}
