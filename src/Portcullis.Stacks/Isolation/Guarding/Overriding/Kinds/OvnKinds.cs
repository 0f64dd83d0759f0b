using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>OVN-Kubernetes'.</summary>
internal static class OvnKinds
{
    private const string Group = "k8s.ovn.org";
    private const string Docs = "https://ovn-kubernetes.io/features/";
    private const string Networks = Docs + "user-defined-networks/user-defined-networks/";
    private const string External = Docs + "cluster-egress-controls/";
    private const string SourceAddress = "chooses the address that pods come out by; policies act before";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Group, "UserDefinedNetwork", OneNamespace, Undoes, "puts the pods of its namespace on another network, or on one more, which NetworkPolicies hold otherwise or not at all", Networks),
        new(Group, "ClusterUserDefinedNetwork", Cluster, Undoes, "as UserDefinedNetwork, for every namespace that it selects", Networks),
        new(Group, "ClusterNetworkConnect", Cluster, None, "joins networks that are judged themselves; the policies of each hold on", Networks),
        new(Group, "RouteAdvertisements", Cluster, None, "tells routers where pods are; policies act on what then passes", Docs + "bgp-integration/route-advertisements/"),
        new(Group, "EgressFirewall", OneNamespace, None, "is asked besides NetworkPolicies, at another stage: what either denies is denied", External + "egress-firewall/"),
        new(Group, "EgressIP", Cluster, None, SourceAddress, External + "egress-ip/"),
        new(Group, "EgressService", OneNamespace, None, SourceAddress, External + "egress-service/"),
        new(Group, "EgressQoS", OneNamespace, None, "marks packets", External + "egress-qos/"),
        new(Group, "NetworkQoS", OneNamespace, None, "marks packets", Docs + "network-qos/"),
        new(Group, "AdminPolicyBasedExternalRoute", Cluster, None, "chooses the next hop of what has passed policies", External + "egress-gateway/"),
        new(Group, "DNSNameResolver", OneNamespace, None, "the plug-in's own bookkeeping", External + "egress-firewall/"),
        new(Group, "DNSObject", OneNamespace, None, "the plug-in's own bookkeeping", External + "egress-firewall/"),
        new(Group, "VTEP", Cluster, None, "tells routers where nodes are", Docs + "bgp-integration/route-advertisements/"),
    ];
}
