using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>Antrea's.</summary>
internal static class AntreaKinds
{
    private const string Group = "crd.antrea.io";
    private const string Multi = "multicluster.crd.antrea.io";
    private const string Docs = "https://antrea.io/docs/main/docs/";
    private const string Policy = Docs + "antrea-network-policy/";
    private const string Shows = "watches or shows, and lets nothing pass";
    private const string Clusters = "joins clusters: what comes of it as policies is there as objects, and judged itself";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Group, "ClusterNetworkPolicy", Cluster, Undoes, "may come before NetworkPolicies and allow what they deny", Policy),
        new(Group, "NetworkPolicy", OneNamespace, Undoes, "may come before NetworkPolicies and allow what they deny", Policy),
        new(Group, "TrafficControl", Cluster, Undoes, "redirects or copies what selected pods send to other ports of the switch, which policies do not hold", Docs + "traffic-control/"),
        new(Group, "Tier", Cluster, None, "orders Antrea's policies, which are judged themselves", Policy),
        new(Group, "ClusterGroup", Cluster, None, "names pods or addresses for Antrea's policies, which are judged themselves", Policy),
        new(Group, "Group", OneNamespace, None, "names pods or addresses for Antrea's policies, which are judged themselves", Policy),
        new(Group, "Egress", Cluster, None, "chooses the address that pods come out by; policies act before", Docs + "egress/"),
        new(Group, "ExternalIPPool", Cluster, None, "hands out addresses", Docs + "egress/"),
        new(Group, "IPPool", Cluster, None, "hands out addresses", Docs + "antrea-ipam/"),
        new(Group, "ExternalNode", OneNamespace, None, "a machine outside of the cluster, which NetworkPolicies neither hold nor mean", Docs + "external-node/"),
        new(Group, "ExternalEntity", OneNamespace, None, "a machine outside of the cluster, which NetworkPolicies neither hold nor mean", Docs + "external-node/"),
        new(Group, "BGPPolicy", Cluster, None, "tells routers where addresses are; policies act on what then passes", Docs + "bgp-policy/"),
        new(Group, "AntreaNodeConfig", Cluster, None, "prepares networks for pods that ask for them by annotation, which stacks do not", Docs + "secondary-network/"),
        new(Group, "AntreaAgentInfo", Cluster, None, "the plug-in's own bookkeeping", Docs + "design/architecture/"),
        new(Group, "AntreaControllerInfo", Cluster, None, "the plug-in's own bookkeeping", Docs + "design/architecture/"),
        new(Group, "Traceflow", Cluster, None, Shows, Docs + "traceflow-guide/"),
        new(Group, "PacketCapture", Cluster, None, Shows, Docs + "packetcapture-guide/"),
        new(Group, "PacketSampling", Cluster, None, Shows, Docs + "packetcapture-guide/"),
        new(Group, "NodeLatencyMonitor", Cluster, None, Shows, Docs + "node-latency-monitor/"),
        new(Group, "SupportBundle", Cluster, None, Shows, Docs + "support-bundle-guide/"),
        new(Group, "SupportBundleCollection", Cluster, None, Shows, Docs + "support-bundle-guide/"),
        new(Group, "FlowExporterDestination", Cluster, None, Shows, Docs + "network-flow-visibility/"),
        new(Group, "FlowExporterTarget", Cluster, None, Shows, Docs + "network-flow-visibility/"),
        new(Multi, "ClusterSet", OneNamespace, None, Clusters, Docs + "multicluster/user-guide/"),
        new(Multi, "ClusterProperty", OneNamespace, None, Clusters, Docs + "multicluster/user-guide/"),
        new(Multi, "MemberClusterAnnounce", OneNamespace, None, Clusters, Docs + "multicluster/user-guide/"),
        new(Multi, "ResourceExport", OneNamespace, None, Clusters, Docs + "multicluster/user-guide/"),
        new(Multi, "ResourceImport", OneNamespace, None, Clusters, Docs + "multicluster/user-guide/"),
        new(Multi, "Gateway", OneNamespace, None, Clusters, Docs + "multicluster/user-guide/"),
        new(Multi, "ClusterInfoImport", OneNamespace, None, Clusters, Docs + "multicluster/user-guide/"),
        new(Multi, "LabelIdentity", Cluster, None, Clusters, Docs + "multicluster/user-guide/"),
    ];
}
