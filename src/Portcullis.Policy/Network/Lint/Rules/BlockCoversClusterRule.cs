using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;

namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>Blocks over addresses of pods or services: network plug-ins differ in what they make of them.</summary>
internal sealed class BlockCoversClusterRule : ILintRule
{
    // Where nothing is known of the cluster's addresses: nearly every cluster has its own in here.
    private static readonly IPNetwork[] UsualRanges = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fc00::/7")];

    public IEnumerable<LintFinding> Check(LintContext context) =>
        from policy in context.Policies
        from rule in policy.EffectiveRules
        from peer in rule.Peers
        where peer.Block is not null
        from found in Covered(context, peer.Block!)
        select LintText.Finding(policy, LintCodes.BlockCoversCluster, $"{peer.Path}.ipBlock", found.Message, found.Fix);

    private static IEnumerable<(string Message, string Fix)> Covered(LintContext context, LintBlock block)
    {
        var pods = context.PodAddresses.Where(entry => block.Contains(entry.Address)).Select(entry => entry.Pod).Distinct().ToList();
        if (pods.Count > 0)
        {
            yield return (
                $"the block {block.Text} holds addresses of pods ({LintText.Listed(pods)}): by the API it admits them, some network plug-ins do not follow, and addresses change hands",
                "select pods by labels, and keep the pod range out of the block with except");
        }

        var services = context.ServiceAddresses.Where(entry => block.Contains(entry.Address)).Select(entry => entry.Service).Distinct().ToList();
        if (services.Count > 0)
        {
            yield return (
                $"the block {block.Text} holds cluster addresses of services ({LintText.Listed(services.Select(service => NamespacedName.Of(service.Metadata).ToString()))}): policies are judged on the pod behind a service, so such an address matches on some network plug-ins and never on others",
                "select the pods behind the service by labels, and keep the service range out of the block with except");
        }

        var nothingKnown = context.PodAddresses.Count == 0 && context.ServiceAddresses.Count == 0;
        if (nothingKnown && UsualRanges.Any(range => AddressRanges.Covers(block.Network, range) && !block.Except.Any(except => Overlap(except, range))))
        {
            yield return ($"the block {block.Text} holds the private ranges where clusters have their pods and services: it is likely to admit those too", "keep pod, service and node ranges out with except");
        }
    }

    private static bool Overlap(IPNetwork one, IPNetwork other) => AddressRanges.Covers(other, one) || AddressRanges.Covers(one, other);
}
