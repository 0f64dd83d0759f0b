using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation;

/// <summary>
/// The NetworkPolicies of the stack namespace: two, however many stacks there are. Pure: the same addresses and
/// settings give the same objects.
/// </summary>
internal static class Walls
{
    /// <summary>Isolates every stack in both directions and lets players in.</summary>
    public const string Name = "portcullis-walls";

    /// <summary>Lets the stacks that may out to the internet, and nowhere else.</summary>
    public const string EgressName = "portcullis-egress-internet";

    /// <summary>The label of every namespace (Kubernetes 1.21 and later) that holds its name.</summary>
    public const string NamespaceLabel = "kubernetes.io/metadata.name";

    /// <param name="addresses">Where everything else in the cluster is.</param>
    /// <param name="stacks">The namespace, and whether the pod's own node alone answers players.</param>
    /// <param name="settings">Who else may reach stacks, and what else they must not reach.</param>
    public static IReadOnlyList<NetworkPolicy> Build(ClusterAddresses addresses, StackSettings stacks, IsolationSettings settings)
    {
        // Under Cluster, players come with the address of the node they entered by.
        IReadOnlyList<IPNetwork> insiders = [.. addresses.Pods.Values, .. stacks.ExternalTrafficPolicy == "Cluster" ? [] : addresses.Nodes.Values, .. settings.EgressCidrs];

        // Blocks of the families that pods have, and none where their ranges are not known: an exception that is missing
        // is a hole, and a block of a family that the cluster lacks stops some CNIs from enforcing anything.
        var families = addresses.Pods.Values.Select(AddressRanges.FamilyOf).Distinct().ToList();
        List<NetworkPolicyPeer> players = [.. WorldBlocks.Outsiders(families, insiders).Select(Peer), .. settings.IngressFrom.Select(Peer)];
        List<NetworkPolicyPeer> internet = [.. WorldBlocks.Internet(families, [.. addresses.Everything, .. settings.ProtectedCidrs, .. ReservedRanges.All, .. PlatformAddresses.Public.Select(platform => platform.Range)]).Select(Peer)];
        return
        [
            Policy(stacks, Name, new()
            {
                PodSelector = new(),
                PolicyTypes = ["Ingress", "Egress"],

                // A rule without peers would let everyone in.
                Ingress = players.Count > 0 ? [new() { From = players }] : null,
            }),
            Policy(stacks, EgressName, new()
            {
                PodSelector = new() { MatchLabels = new Dictionary<string, string> { [StackKeys.Egress] = "internet" } },
                PolicyTypes = ["Egress"],
                Egress = internet.Count > 0 ? [new() { To = internet }] : null,
            }),
        ];
    }

    private static NetworkPolicyPeer Peer(IPBlock block) => new() { IpBlock = block };

    private static NetworkPolicyPeer Peer(IngressPeer peer) => new()
    {
        NamespaceSelector = new() { MatchLabels = new Dictionary<string, string> { [NamespaceLabel] = peer.Namespace } },
        PodSelector = new() { MatchLabels = peer.Labels.Count == 0 ? null : new Dictionary<string, string>(peer.Labels) },
    };

    private static NetworkPolicy Policy(StackSettings stacks, string name, NetworkPolicySpec spec) => new()
    {
        ApiVersion = ResourceTypes.NetworkPolicies.ApiVersion,
        Kind = ResourceTypes.NetworkPolicies.Kind,
        Metadata = new() { Name = name, Namespace = stacks.Namespace, Labels = new Dictionary<string, string> { [StackKeys.ManagedBy] = StackKeys.ManagedByValue } },
        Spec = spec,
    };
}
