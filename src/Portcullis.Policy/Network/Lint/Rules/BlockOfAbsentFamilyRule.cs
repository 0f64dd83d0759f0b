using System.Net.Sockets;

namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>An IPv6 block on a cluster that has IPv4 alone, or the other way round.</summary>
/// <remarks>Measured with kube-router: one IPv6 block there made it abort every sync, so that no policy was enforced anywhere.</remarks>
internal sealed class BlockOfAbsentFamilyRule : ILintRule
{
    public IEnumerable<LintFinding> Check(LintContext context)
    {
        var families = context.PodAddresses.Select(entry => entry.Address.AddressFamily).Concat(context.ServiceAddresses.Select(entry => entry.Address.AddressFamily)).ToHashSet();
        return families.Count != 1 ? [] :
            from policy in context.Policies
            from rule in policy.EffectiveRules
            from peer in rule.Peers
            where peer.Block is not null && !families.Contains(peer.Block.Family)
            select LintText.Finding(policy, LintCodes.BlockOfAbsentFamily, $"{peer.Path}.ipBlock", Message(peer.Block!), "take the block away; write blocks only of the address families that the cluster's pods have");
    }

    private static string Message(LintBlock block) => block.Family == AddressFamily.InterNetworkV6
        ? $"the cluster has IPv4 addresses alone, and {block.Text} is IPv6: it matches nothing, and some network plug-ins then stop enforcing every policy of the cluster"
        : $"the cluster has IPv6 addresses alone, and {block.Text} is IPv4: it matches nothing";
}
