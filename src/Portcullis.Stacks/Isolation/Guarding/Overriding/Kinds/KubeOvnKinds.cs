using System.Text.Json;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>Kube-OVN's.</summary>
internal static class KubeOvnKinds
{
    private const string Group = "kubeovn.io";
    private const string Docs = "https://kubeovn.github.io/docs/stable/en/";
    private const string Addresses = "leads from an address that no Service tells to a pod";
    private const string Derived = "the plug-in's own bookkeeping";
    private const string Routes = "decides what goes where between networks; policies act at the pod";
    private const string SourceAddress = "chooses the address that pods come out by; policies act before";
    private const string Gateways = Docs + "vpc/vpc/";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Group, "SecurityGroup", Cluster, Undoes, "its rules come before those of NetworkPolicies, and may allow what they deny", Docs + "vpc/security-group/"),
        new(Group, "Subnet", Cluster, Some, "its `acls` may come before NetworkPolicies, and so does what a `private` one lets in by `allowSubnets`; without these it cannot", Docs + "guide/subnet/") { When = (found, _) => HasRules(found.Spec) },
        new(Group, "IptablesDnatRule", Cluster, Undoes, Addresses, Gateways),
        new(Group, "IptablesFIPRule", Cluster, Undoes, Addresses, Gateways),
        new(Group, "OvnDnatRule", Cluster, Undoes, Addresses, Docs + "vpc/ovn-eip-fip-snat/"),
        new(Group, "OvnFip", Cluster, Undoes, Addresses, Docs + "vpc/ovn-eip-fip-snat/"),
        new(Group, "RouterLBRule", Cluster, Undoes, Addresses, Docs + "vpc/vpc-internal-lb/"),
        new(Group, "SwitchLBRule", Cluster, None, "is to policies what a Service is: they act on the pods behind it", Docs + "vpc/vpc-internal-lb/"),
        new(Group, "VpcEndpoint", Cluster, Undoes, Addresses, Gateways),
        new(Group, "Vpc", Cluster, None, Routes, Gateways),
        new(Group, "VpcNatGateway", Cluster, None, Routes, Gateways),
        new(Group, "VpcEgressGateway", OneNamespace, None, SourceAddress, Docs + "vpc/vpc-egress-gateway/"),
        new(Group, "VpcIpsecGateway", OneNamespace, None, Routes, Gateways),
        new(Group, "VpcWireguard", OneNamespace, None, Routes, Gateways),
        new(Group, "VpcWireguardPeer", OneNamespace, None, Routes, Gateways),
        new(Group, "VpcDns", Cluster, None, "a DNS server of its own for a network, which is a pod", Docs + "vpc/vpc-internal-dns/"),
        new(Group, "BgpEdgeRouter", OneNamespace, None, Routes, Docs + "advance/with-bgp/"),
        new(Group, "BgpEdgeRouterAdvertisement", OneNamespace, None, Routes, Docs + "advance/with-bgp/"),
        new(Group, "BgpConf", Cluster, None, Routes, Docs + "advance/with-bgp/"),
        new(Group, "EvpnConf", Cluster, None, Routes, Docs + "advance/with-bgp/"),
        new(Group, "GobgpConfig", Cluster, None, Routes, Docs + "advance/with-bgp/"),
        new(Group, "IptablesEIP", Cluster, None, "an address, which leads nowhere without a rule; those are judged themselves", Gateways),
        new(Group, "OvnEip", Cluster, None, "an address, which leads nowhere without a rule; those are judged themselves", Docs + "vpc/ovn-eip-fip-snat/"),
        new(Group, "IptablesSnatRule", Cluster, None, SourceAddress, Gateways),
        new(Group, "OvnSnatRule", Cluster, None, SourceAddress, Docs + "vpc/ovn-eip-fip-snat/"),
        new(Group, "IP", Cluster, None, Derived, Docs + "guide/subnet/"),
        new(Group, "IPPool", Cluster, None, "hands out addresses", Docs + "guide/subnet/"),
        new(Group, "Vip", Cluster, None, "keeps an address free", Docs + "guide/vip/"),
        new(Group, "Vlan", Cluster, None, "a network of nodes, after policies", Docs + "start/underlay/"),
        new(Group, "ProviderNetwork", Cluster, None, "a network of nodes, after policies", Docs + "start/underlay/"),
        new(Group, "VtepBinding", Cluster, None, "a network of nodes, after policies", Docs + "start/underlay/"),
        new(Group, "QoSPolicy", Cluster, None, "marks packets", Docs + "guide/qos/"),
        new(Group, "DNSNameResolver", Cluster, None, Derived, Docs + "guide/subnet/"),
    ];

    // https://github.com/kubeovn/kube-ovn/blob/master/pkg/util/const.go: 2004 for allowSubnets, 2001 for NetworkPolicies.
    private static bool HasRules(JsonElement spec) => spec.ValueKind == JsonValueKind.Undefined || HasItems(spec, "acls")
        || (spec.TryGetProperty("private", out var isPrivate) && isPrivate.ValueKind == JsonValueKind.True && HasItems(spec, "allowSubnets"));

    private static bool HasItems(JsonElement spec, string name) =>
        spec.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0;
}
