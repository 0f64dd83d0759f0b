using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network.Explaining;

/// <summary>Peers of a rule, and why they match or not, in words.</summary>
internal static class PeerWords
{
    public static string Describe(NetworkPolicyPeer peer, string policyNamespace)
    {
        if (peer.IpBlock is { } block)
        {
            return block.Except is { Count: > 0 } except ? $"ipBlock {block.Cidr} except {string.Join(", ", except)}" : $"ipBlock {block.Cidr}";
        }

        var pods = IsEmpty(peer.PodSelector) ? "all pods" : $"pods with {SelectorWords.Describe(peer.PodSelector!)}";
        return peer.NamespaceSelector is not { } spaces ? $"{pods} in namespace {policyNamespace}"
            : IsEmpty(spaces) ? $"{pods} in all namespaces"
            : $"{pods} in namespaces with {SelectorWords.Describe(spaces)}";
    }

    private static bool IsEmpty(LabelSelector? selector) => selector is null or { MatchLabels: null or { Count: 0 }, MatchExpressions: null or { Count: 0 } };

    /// <summary>What there is to say of a match; empty when it goes without saying.</summary>
    public static string Match(NetworkPolicyPeer peer, Subject other, IClusterView view)
    {
        if (peer.IpBlock is not null || other.Kind != SubjectKind.Pod)
        {
            return "";
        }

        var missing = peer.NamespaceSelector is { } spaces ? SelectorWords.HeldByAbsence(spaces, view.NamespaceLabels(other.Namespace)).ToList() : [];
        if (missing.Count > 0)
        {
            return $"; namespace {other.Namespace} lacks the label {string.Join(", ", missing)}, and NotIn matches what lacks the label";
        }

        missing = peer.PodSelector is { } pods ? [.. SelectorWords.HeldByAbsence(pods, other.Labels)] : [];
        return missing.Count > 0 ? $"; {other} lacks the label {string.Join(", ", missing)}, and NotIn matches what lacks the label" : "";
    }

    /// <summary>Why a peer does not match.</summary>
    public static string Mismatch(NetworkPolicyPeer peer, string policyNamespace, Subject other, IpFamily path, IClusterView view)
    {
        if (peer.IpBlock is { } block)
        {
            return BlockMismatch(block, other, path);
        }

        if (other.Kind != SubjectKind.Pod)
        {
            return $"selectors match pods, and {other} is {(other.Kind == SubjectKind.Host ? "on a node's network" : "an address outside of the cluster")}";
        }

        if (peer.NamespaceSelector is null)
        {
            if (other.Namespace != policyNamespace)
            {
                return $"without a namespaceSelector it means pods of namespace {policyNamespace} alone";
            }
        }
        else if (SelectorWords.FirstFailure(peer.NamespaceSelector, view.NamespaceLabels(other.Namespace)) is { } failure)
        {
            return $"namespace {other.Namespace} does not match, for {failure}";
        }

        var reason = peer.PodSelector is null ? null : SelectorWords.FirstFailure(peer.PodSelector, other.Labels);
        return $"{other} does not match, for {reason}";
    }

    private static string BlockMismatch(IPBlock block, Subject other, IpFamily path)
    {
        if (other.Addresses.Length == 0)
        {
            return $"{other} has no address yet";
        }

        var addresses = other.Addresses.Where(address => (address.Family & path) != 0).ToList();
        var shown = string.Join(", ", addresses);
        if (!IpRange.TryParseCidr(block.Cidr, out var range) || addresses.TrueForAll(address => address.Family != range.Family))
        {
            return $"{shown} is of the other address family";
        }

        return addresses.Exists(range.Contains) ? $"{shown} is in its except" : $"{shown} is not in it";
    }
}
