using Portcullis.Model.Wire.Networking;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>Google's, of GKE.</summary>
internal static class GoogleKinds
{
    private const string Group = "networking.gke.io";
    private const string Docs = "https://cloud.google.com/kubernetes-engine/docs/";
    private const string Networks = Docs + "how-to/setup-multinetwork-support-for-pods";
    private const string Gateways = Docs + "how-to/configure-gateway-resources";
    private const string Balancers = "sets up load balancers, whose addresses Services and Ingresses tell";

    // Every cluster has these.
    private static readonly string[] PrimaryNetworks = ["default", "pod-network"];

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Group, "FQDNNetworkPolicy", OneNamespace, Undoes, "adds names of hosts to what NetworkPolicies allow", Docs + "how-to/fqdn-network-policies"),
        new(Group, "Network", Cluster, Some, "a network beside the cluster's own, which pods join by annotation and NetworkPolicies do not hold; the cluster's own (`default`) is none", Networks) { When = IsSecondary },
        new(Group, "GKENetworkParamSet", Cluster, None, "says where a Network is, which is judged itself", Networks),
        new(Group, "NetworkInterface", OneNamespace, None, "is joined by annotation, which stacks do not have", Networks),
        new(Group, "RedirectService", FromNamespaceForAll, Undoes, "sends what goes to a Service elsewhere", Docs + "how-to/nodelocal-dns-cache"),
        new(Group, "TrafficSteering", Cluster, Undoes, "sends what pods send to other hops", "https://cloud.google.com/kubernetes-engine/distributed-cloud/docs"),
        new(Group, "EgressNATPolicy", Cluster, None, "chooses the address that pods come out by; policies act before", Docs + "how-to/egress-nat-policy-ip-masq-routing"),
        new(Group, "NetworkLogging", Cluster, None, "writes down what passed", Docs + "how-to/network-policy-logging"),
        new(Group, "NodeTopology", Cluster, None, "the plug-in's own bookkeeping", Networks),
        new(Group, "ClusterCIDR", Cluster, None, "hands out addresses", Docs),
        new(Group, "ManagedCertificate", OneNamespace, None, Balancers, Docs + "how-to/managed-certs"),
        new(Group, "FrontendConfig", OneNamespace, None, Balancers, Docs + "how-to/ingress-configuration"),
        new(Group, "ServiceNetworkEndpointGroup", Cluster, None, Balancers, Docs + "how-to/standalone-neg"),
        new(Group, "GCPBackendPolicy", OneNamespace, None, Balancers, Gateways),
        new(Group, "GCPGatewayPolicy", OneNamespace, None, Balancers, Gateways),
        new(Group, "GCPTrafficDistributionPolicy", OneNamespace, None, Balancers, Gateways),
        new(Group, "GCPSessionAffinityFilter", OneNamespace, None, Balancers, Gateways),
        new(Group, "GCPSessionAffinityPolicy", OneNamespace, None, Balancers, Gateways),
        new(Group, "HealthCheckPolicy", OneNamespace, None, Balancers, Gateways),
        new(Group, "LBPolicy", OneNamespace, None, Balancers, Gateways),
        new(Group, "GCPRoutingExtension", OneNamespace, None, Balancers, Gateways),
        new(Group, "GCPTrafficExtension", OneNamespace, None, Balancers, Gateways),
        new(Group, "GCPEdgeExtension", OneNamespace, None, Balancers, Gateways),
    ];

    private static bool IsSecondary(OverridingObject found, IEnumerable<NetworkPolicy> policies) => !PrimaryNetworks.Contains(found.Name.Name, StringComparer.Ordinal);
}
