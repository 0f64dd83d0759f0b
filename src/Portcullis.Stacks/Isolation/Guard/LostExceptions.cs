using System.Net;
using Portcullis.Model;
using Portcullis.Policy.Network;

namespace Portcullis.Stacks;

/// <summary>
/// Policies that rest on an exception which some network plug-ins lose: it is no longer than a piece that they make of its
/// block (<see cref="BlockSplits"/>), so that what it takes away by the API's rules is open there.
/// </summary>
internal static class LostExceptions
{
    private const int Most = 5;

    /// <summary>What is not known, in sentences; nothing where every exception holds.</summary>
    /// <param name="view">The cluster. Blocks of a family that it lacks are another matter.</param>
    public static IReadOnlyList<string> Missing(GuardView view) =>
        [.. (from policy in view.Policies
             from block in Blocks(policy)
             where IPText.TryParseCidr(block.Cidr, out var address, out var bits) && bits == 0 && view.Families.Contains(address.AddressFamily)
             let lost = (block.Except ?? []).Where(except => IsLost(block, except)).ToList()
             where lost.Count > 0
             let name = NamespacedName.Of(policy.Metadata).ToString()
             orderby name
             select $"NetworkPolicy {name} excepts {Counted.Named(lost)} from {block.Cidr}, which some network plug-ins write as shorter blocks and lose the exception: "
                 + $"spell out what the cluster has in it, or write the block as {(block.Cidr!.Contains(':', StringComparison.Ordinal) ? "2000::/3" : "its two halves")}").Take(Most)];

    private static bool IsLost(IPBlock block, string except) =>
        IPText.TryParseCidr(except, out var address, out var bits)
        && !BlockSplits.Holds(IPNetwork.Parse(block.Cidr!), AddressRanges.Masked(address, bits));

    private static IEnumerable<IPBlock> Blocks(NetworkPolicy policy) =>
        (policy.Spec?.Ingress ?? []).SelectMany(rule => rule?.From ?? []).Concat((policy.Spec?.Egress ?? []).SelectMany(rule => rule?.To ?? []))
            .Select(peer => peer?.IpBlock).OfType<IPBlock>();
}
