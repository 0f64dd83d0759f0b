using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>Those that put pods on more than one network, or on another one: Multus and its companions, Spiderpool, DANM.</summary>
internal static class ManyNetworksKinds
{
    private const string Multus = "k8s.cni.cncf.io";
    private const string MultusDocs = "https://github.com/k8snetworkplumbingwg/multus-cni/blob/master/docs/configuration.md";
    private const string Whereabouts = "whereabouts.cni.cncf.io";
    private const string WhereaboutsDocs = "https://github.com/k8snetworkplumbingwg/whereabouts";
    private const string Spiderpool = "spiderpool.spidernet.io";
    private const string SpiderpoolDocs = "https://spidernet-io.github.io/spiderpool/latest/reference/";
    private const string EgressGateway = "egressgateway.spidernet.io";
    private const string EgressGatewayDocs = "https://spidernet-io.github.io/egressgateway/";
    private const string Danm = "danm.k8s.io";
    private const string DanmDocs = "https://github.com/nokia/danm/blob/master/user-guide.md";
    private const string Sriov = "sriovnetwork.openshift.io";
    private const string SriovDocs = "https://github.com/k8snetworkplumbingwg/sriov-network-operator";
    private const string Addresses = "hands out addresses";
    private const string SourceAddress = "chooses the address that pods come out by; policies act before";
    private const string Other = "a network that NetworkPolicies do not hold, for pods of its namespace; one in `kube-system` may be the default of every pod";
    private const string Devices = "prepares devices; the networks made of them are NetworkAttachmentDefinitions, and judged themselves";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Multus, "NetworkAttachmentDefinition", OneNamespaceOrSystem, Undoes, Other, MultusDocs),
        new(Multus, "MultiNetworkPolicy", OneNamespace, None, "is about networks that NetworkPolicies are not about", "https://github.com/k8snetworkplumbingwg/multi-networkpolicy"),
        new(Multus, "IPAMClaim", OneNamespace, None, Addresses, "https://github.com/k8snetworkplumbingwg/ipamclaims"),
        new(Whereabouts, "IPPool", OneNamespace, None, Addresses, WhereaboutsDocs),
        new(Whereabouts, "OverlappingRangeIPReservation", OneNamespace, None, Addresses, WhereaboutsDocs),
        new(Whereabouts, "NodeSlicePool", OneNamespace, None, Addresses, WhereaboutsDocs),
        new(Spiderpool, "SpiderMultusConfig", OneNamespaceOrSystem, Undoes, Other, SpiderpoolDocs + "crd-spidermultusconfig/"),
        new(Spiderpool, "SpiderCoordinator", Cluster, None, "sets routes of pods that are on several networks", SpiderpoolDocs + "crd-spidercoordinator/"),
        new(Spiderpool, "SpiderClaimParameter", OneNamespace, None, "is claimed by pods, and those of stacks claim none", SpiderpoolDocs),
        new(Spiderpool, "SpiderSubnet", Cluster, None, Addresses, SpiderpoolDocs + "crd-spidersubnet/"),
        new(Spiderpool, "SpiderIPPool", Cluster, None, Addresses, SpiderpoolDocs + "crd-spiderippool/"),
        new(Spiderpool, "SpiderReservedIP", Cluster, None, Addresses, SpiderpoolDocs + "crd-spiderreservedip/"),
        new(Spiderpool, "SpiderEndpoint", OneNamespace, None, Addresses, SpiderpoolDocs + "crd-spiderendpoint/"),
        new(EgressGateway, "EgressGateway", Cluster, None, SourceAddress, EgressGatewayDocs),
        new(EgressGateway, "EgressPolicy", OneNamespace, None, SourceAddress, EgressGatewayDocs),
        new(EgressGateway, "EgressClusterPolicy", Cluster, None, SourceAddress, EgressGatewayDocs),
        new(EgressGateway, "EgressTunnel", Cluster, None, SourceAddress, EgressGatewayDocs),
        new(EgressGateway, "EgressEndpointSlice", OneNamespace, None, SourceAddress, EgressGatewayDocs),
        new(EgressGateway, "EgressClusterEndpointSlice", Cluster, None, SourceAddress, EgressGatewayDocs),
        new(EgressGateway, "EgressClusterInfo", Cluster, None, SourceAddress, EgressGatewayDocs),
        new(Danm, "DanmNet", OneNamespace, Undoes, "a network that NetworkPolicies do not hold, for pods of its namespace", DanmDocs),
        new(Danm, "TenantNetwork", OneNamespace, Undoes, "a network that NetworkPolicies do not hold, for pods of its namespace", DanmDocs),
        new(Danm, "ClusterNetwork", Cluster, Undoes, "a network that NetworkPolicies do not hold, for pods of every namespace", DanmDocs),
        new(Danm, "TenantConfig", Cluster, None, "says which networks tenants may make; those are judged themselves", DanmDocs),
        new(Danm, "DanmEp", OneNamespace, None, "the plug-in's own bookkeeping", DanmDocs),
        new(Sriov, "SriovNetwork", OneNamespace, None, Devices, SriovDocs),
        new(Sriov, "SriovIBNetwork", OneNamespace, None, Devices, SriovDocs),
        new(Sriov, "OVSNetwork", OneNamespace, None, Devices, SriovDocs),
        new(Sriov, "SriovNetworkNodePolicy", OneNamespace, None, Devices, SriovDocs),
        new(Sriov, "SriovNetworkNodeState", OneNamespace, None, Devices, SriovDocs),
        new(Sriov, "SriovNetworkPoolConfig", OneNamespace, None, Devices, SriovDocs),
        new(Sriov, "SriovOperatorConfig", OneNamespace, None, Devices, SriovDocs),
    ];
}
