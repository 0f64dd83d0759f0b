using System.Runtime.CompilerServices;
using Portcullis.Model;
using Portcullis.Policy.Network;

namespace Portcullis.Stacks;

/// <summary>Policies with an address block that the API server takes and network plug-ins do not read alike: what they enforce is not known.</summary>
internal static class UnclearBlocks
{
    private const int Most = 5;

    // Policies do not change, and are asked about again with every pod.
    private static readonly ConditionalWeakTable<NetworkPolicy, IReadOnlyList<UnclearBlock>> Known = new();

    /// <summary>What is not known, in sentences; nothing where all blocks are clear.</summary>
    /// <param name="policies">The policies.</param>
    public static IReadOnlyList<string> Missing(IEnumerable<NetworkPolicy> policies) =>
        [.. (from policy in policies
             let unclear = Known.GetValue(policy, Find)
             where unclear.Count > 0
             let name = NamespacedName.Of(policy.Metadata).ToString()
             orderby name
             from block in unclear
             select $"NetworkPolicy {name} has the block {block.Text}, which is not read alike by all: {block.Reason}; write it as {block.Canonical}").Take(Most)];

    private static IReadOnlyList<UnclearBlock> Find(NetworkPolicy policy) =>
        [.. Blocks(policy).SelectMany(block => (IEnumerable<string?>)[block.Cidr, .. block.Except ?? []]).Select(BlockSpelling.Doubt).OfType<UnclearBlock>()];

    private static IEnumerable<IPBlock> Blocks(NetworkPolicy policy) =>
        (policy.Spec?.Ingress ?? []).SelectMany(rule => rule?.From ?? []).Concat((policy.Spec?.Egress ?? []).SelectMany(rule => rule?.To ?? []))
            .Select(peer => peer?.IpBlock).OfType<IPBlock>();
}
