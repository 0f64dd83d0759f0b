using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>VMware NSX', of today's operator and its former one.</summary>
internal static class NsxKinds
{
    private const string Group = "crd.nsx.vmware.com";
    private const string Former = "nsx.vmware.com";
    private const string Docs = "https://github.com/vmware-tanzu/nsx-operator/blob/main/docs/";
    private const string Policies = Docs + "security-policy-crd.md";
    private const string Crds = "https://github.com/vmware-tanzu/nsx-operator/tree/main/build/yaml/crd";
    private const string Networks = "makes networks or hands out their addresses; policies act at the pod";
    private const string Derived = "the plug-in's own bookkeeping";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Group, "SecurityPolicy", OneNamespace, Undoes, "has a priority and an action of its own, and may allow what NetworkPolicies deny", Policies),
        new(Former, "SecurityPolicy", OneNamespace, Undoes, "has a priority and an action of its own, and may allow what NetworkPolicies deny", Policies),
        new(Group, "AddressBinding", OneNamespace, Undoes, "gives a machine an address outside, which no Service tells", Crds),
        new(Group, "NAT", OneNamespace, Undoes, "leads from an address that no Service tells to a pod", Crds),
        new(Group, "Subnet", OneNamespace, None, Networks, Crds),
        new(Group, "SubnetSet", OneNamespace, None, Networks, Crds),
        new(Group, "SubnetPort", OneNamespace, None, Networks, Crds),
        new(Group, "SubnetPortConfig", OneNamespace, None, Networks, Crds),
        new(Group, "SubnetPortSetting", OneNamespace, None, Networks, Crds),
        new(Group, "SubnetConnectionBindingMap", OneNamespace, None, Networks, Crds),
        new(Group, "SubnetIPReservation", OneNamespace, None, Networks, Crds),
        new(Group, "StaticRoute", OneNamespace, None, Networks, Crds),
        new(Group, "IPPool", OneNamespace, None, Networks, Crds),
        new(Group, "IPAddressAllocation", OneNamespace, None, Networks, Crds),
        new(Group, "VPCNetworkConfiguration", Cluster, None, Networks, Crds),
        new(Group, "VPC", OneNamespace, None, Networks, Crds),
        new(Group, "IPBlocksInfo", Cluster, None, Derived, Crds),
        new(Group, "NetworkInfo", OneNamespace, None, Derived, Crds),
        new(Group, "NetworkResourceTransition", OneNamespace, None, Derived, Crds),
        new(Group, "DNSRecord", OneNamespace, None, "a name for an address", Crds),
        new(Group, "NSXServiceAccount", OneNamespace, None, "an account", Crds),
        new(Former, "NSXServiceAccount", OneNamespace, None, "an account", Crds),
        new(Former, "IPPool", OneNamespace, None, Networks, Crds),
        new(Former, "Subnet", OneNamespace, None, Networks, Crds),
        new(Former, "SubnetSet", OneNamespace, None, Networks, Crds),
        new(Former, "SubnetPort", OneNamespace, None, Networks, Crds),
        new(Former, "StaticRoute", OneNamespace, None, Networks, Crds),
        new(Former, "VPC", OneNamespace, None, Networks, Crds),
        new(Former, "VPCNetworkConfiguration", Cluster, None, Networks, Crds),
        new(Former, "NetworkInfo", OneNamespace, None, Derived, Crds),
    ];
}
