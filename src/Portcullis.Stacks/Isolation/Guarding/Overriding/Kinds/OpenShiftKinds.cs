using System.Text.Json;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>OpenShift's, of its former network plug-in.</summary>
internal static class OpenShiftKinds
{
    private const string Group = "network.openshift.io";
    private const string Docs = "https://docs.redhat.com/en/documentation/openshift_container_platform/4.14/html/network_apis/";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Group, "ClusterNetwork", Cluster, Some, "names the plug-in's mode: in all but `redhat/openshift-ovs-networkpolicy` NetworkPolicies are ignored", Docs + "clusternetwork-network-openshift-io-v1") { When = (found, _) => !HeedsPolicies(found) },
        new(Group, "EgressNetworkPolicy", OneNamespace, None, "is asked besides NetworkPolicies: what either denies is denied", Docs + "egressnetworkpolicy-network-openshift-io-v1"),
        new(Group, "NetNamespace", Cluster, None, "joins projects in the mode that ignores NetworkPolicies, and in no other; the ClusterNetwork tells the mode", Docs + "netnamespace-network-openshift-io-v1"),
        new(Group, "HostSubnet", Cluster, None, "the plug-in's own bookkeeping", Docs + "hostsubnet-network-openshift-io-v1"),
        new(Group, "DNSNameResolver", OneNamespace, None, "the plug-in's own bookkeeping", Docs + "network-apis"),
    ];

    // It has no `spec`: what it says stands beside its metadata, and is handed over as if it were one.
    private static bool HeedsPolicies(OverridingObject found) =>
        found.Spec.ValueKind == JsonValueKind.Object && found.Spec.TryGetProperty("pluginName", out var name) && name.ValueKind == JsonValueKind.String && name.GetString() == "redhat/openshift-ovs-networkpolicy";
}
