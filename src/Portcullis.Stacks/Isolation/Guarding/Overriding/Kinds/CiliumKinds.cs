using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>Cilium's, and those of its maker's edition.</summary>
internal static class CiliumKinds
{
    private const string Group = "cilium.io";
    private const string Isovalent = "isovalent.com";
    private const string Docs = "https://docs.cilium.io/en/stable/";
    private const string Policy = Docs + "security/policy/";
    private const string Envoy = Docs + "network/servicemesh/l7-traffic-management/";
    private const string Bgp = Docs + "network/bgp-control-plane/bgp-control-plane-configuration/";
    private const string Routes = "tells routers where addresses are; policies act on what then passes";
    private const string Derived = "the plug-in's own bookkeeping";
    private const string SourceAddress = "chooses the address that pods come out by; policies act before";
    private const string Claimed = "describes devices, which only pods that claim them get, and those of stacks claim none";
    private const string Drivers = "https://github.com/cilium/cilium/tree/main/pkg/k8s/apis/cilium.io";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Group, "CiliumNetworkPolicy", OneNamespace, Undoes, "adds to what NetworkPolicies allow", Policy),
        new(Group, "CiliumClusterwideNetworkPolicy", Cluster, Undoes, "adds to what NetworkPolicies allow", Policy),
        new(Group, "CiliumLocalRedirectPolicy", OneNamespace, Undoes, "sends what goes to an address or a Service to pods of its namespace on the same node, whatever the address says", Docs + "network/kubernetes/local-redirect-policy/"),
        new(Group, "CiliumEnvoyConfig", OneNamespace, Undoes, "puts a proxy of its own making between pods and Services, of which little is checked", Envoy),
        new(Group, "CiliumClusterwideEnvoyConfig", Cluster, Undoes, "as CiliumEnvoyConfig, for all Services", Envoy),
        new(Group, "CiliumNodeConfig", FromNamespaceForAll, Undoes, "sets the agent's options by node: whether policies are enforced at all, and whether address blocks mean nodes and pods", Docs + "configuration/per-node-config/"),
        new(Group, "CiliumExternalWorkload", Cluster, Undoes, "makes machines outside of the cluster meant by pod selectors", Docs + "network/external-workloads/"),
        new(Group, "CiliumDatapathPlugin", Cluster, Undoes, "puts programs of others between pods and policies", Drivers),
        new(Group, "CiliumCIDRGroup", Cluster, None, "names addresses for Cilium's policies, which are judged themselves", Docs + "network/kubernetes/ciliumcidrgroup/"),
        new(Group, "CiliumEgressGatewayPolicy", Cluster, None, SourceAddress, Docs + "network/egress-gateway/egress-gateway/"),
        new(Group, "CiliumEgressNATPolicy", Cluster, None, SourceAddress, Docs + "network/egress-gateway/egress-gateway/"),
        new(Group, "CiliumEgressSRv6Policy", Cluster, None, "wraps what has passed policies", Docs),
        new(Group, "CiliumEndpoint", OneNamespace, None, Derived, Docs + "network/kubernetes/ciliumendpoint/"),
        new(Group, "CiliumEndpointSlice", Cluster, None, Derived, Docs + "network/kubernetes/ciliumendpointslice/"),
        new(Group, "CiliumEndpointBatch", Cluster, None, Derived, Docs + "network/kubernetes/ciliumendpointslice/"),
        new(Group, "CiliumIdentity", Cluster, None, Derived, Docs + "internals/security-identities/"),
        new(Group, "CiliumNode", Cluster, None, Derived, Docs + "network/concepts/ipam/"),
        new(Group, "CiliumPodIPPool", Cluster, None, "hands out addresses", Docs + "network/concepts/ipam/multi-pool/"),
        new(Group, "CiliumLoadBalancerIPPool", Cluster, None, "hands out addresses of Services, which tell them", Docs + "network/lb-ipam/"),
        new(Group, "CiliumBGPLoadBalancerIPPool", Cluster, None, "hands out addresses of Services, which tell them", Docs + "network/lb-ipam/"),
        new(Group, "CiliumL2AnnouncementPolicy", Cluster, None, Routes, Docs + "network/l2-announcements/"),
        new(Group, "CiliumBGPPeeringPolicy", Cluster, None, Routes, Bgp),
        new(Group, "CiliumBGPClusterConfig", Cluster, None, Routes, Bgp),
        new(Group, "CiliumBGPPeerConfig", Cluster, None, Routes, Bgp),
        new(Group, "CiliumBGPAdvertisement", Cluster, None, Routes, Bgp),
        new(Group, "CiliumBGPNodeConfig", Cluster, None, Routes, Bgp),
        new(Group, "CiliumBGPNodeConfigOverride", Cluster, None, Routes, Bgp),
        new(Group, "CiliumVtepConfig", Cluster, None, "leads to machines outside, after policies", Docs + "network/vtep/"),
        new(Group, "CiliumVtepNodeConfig", Cluster, None, "leads to machines outside, after policies", Docs + "network/vtep/"),
        new(Group, "CiliumVTEPPolicy", Cluster, None, "leads to machines outside, after policies", Docs + "network/vtep/"),
        new(Group, "CiliumGatewayClassConfig", OneNamespace, None, "sets up gateways, whose addresses Services tell", Docs + "network/servicemesh/gateway-api/parameterized-gatewayclass/"),
        new(Group, "CiliumGatewayL4Config", OneNamespace, None, "sets up gateways, whose addresses Services tell", Docs + "network/servicemesh/gateway-api/parameterized-gatewayclass/"),
        new(Group, "CiliumEnvoyCircuitBreaker", OneNamespace, None, "only breaks connections", Envoy),
        new(Group, "CiliumFlowLog", Cluster, None, "writes down what passed", Docs + "observability/"),
        new(Group, "CiliumFlowLogging", Cluster, None, "writes down what passed", Docs + "observability/"),
        new(Group, "CiliumNetworkDriverConfig", Cluster, None, Claimed, Drivers),
        new(Group, "CiliumNetworkDriverClusterConfig", Cluster, None, Claimed, Drivers),
        new(Group, "CiliumNetworkDriverNodeConfig", Cluster, None, Claimed, Drivers),
        new(Group, "CiliumResourceIPPool", Cluster, None, Claimed, Drivers),
        new(Group, "CiliumResourceNetworkConfig", Cluster, None, Claimed, Drivers),
        new(Group, "CiliumQoSClass", Cluster, None, "marks packets", Drivers),
        new(Group, "CiliumQoSMechanism", Cluster, None, "marks packets", Drivers),
        new(Group, "CiliumQoSPolicy", Cluster, None, "marks packets", Drivers),
        new(Isovalent, "IsovalentNetworkPolicy", OneNamespace, Undoes, "adds to what NetworkPolicies allow", "https://docs.isovalent.com/"),
        new(Isovalent, "IsovalentClusterwideNetworkPolicy", Cluster, Undoes, "adds to what NetworkPolicies allow", "https://docs.isovalent.com/"),
        new(Isovalent, "IsovalentFQDNGroup", Cluster, None, "names addresses for Cilium's policies, which are judged themselves", "https://docs.isovalent.com/"),
        new(Isovalent, "IsovalentEgressGatewayPolicy", Cluster, None, SourceAddress, "https://docs.isovalent.com/"),
    ];
}
