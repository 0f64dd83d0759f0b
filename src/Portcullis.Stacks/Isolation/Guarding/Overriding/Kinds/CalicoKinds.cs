using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>Calico's, by both of its API groups: that of its own API server, and that of the objects behind it.</summary>
internal static class CalicoKinds
{
    private const string Docs = "https://docs.tigera.io/calico/latest/reference/resources/";
    private const string EnterpriseDocs = "https://docs.tigera.io/calico-enterprise/latest/reference/resources/";
    private const string Addresses = "hands out addresses or routes them; policies act on what then passes";
    private const string Derived = "the plug-in's own bookkeeping";
    private const string Shows = "watches or shows, and changes no packet";

    private static readonly OverridingKind[] Kinds =
    [
        Of("GlobalNetworkPolicy", Cluster, Undoes, "may come before NetworkPolicies and allow what they deny; a global one is never the mirror of one", "globalnetworkpolicy"),
        Of("NetworkPolicy", OneNamespace, Some, "may come before NetworkPolicies and allow what they deny, unless it is what Calico makes of the NetworkPolicy that it is named after (`knp.default.NAME`) in the same namespace", "networkpolicy") with { When = (found, policies) => !CalicoMirror.IsMirror(found, policies) },
        Of("FelixConfiguration", Cluster, Some, "can put the plug-in's rules behind others (`chainInsertMode`), let pods send tunnelled or spoofed packets, or leave out an address family or the pods' interfaces; without such fields it cannot (`defaultEndpointToHostAction` acts after policies)", "felixconfig") with { When = (found, _) => FelixSettings.Weaken(found.Spec) },
        Of("NetworkSet", OneNamespace, Some, "names addresses for Calico's policies, which are judged themselves; only one labelled `projectcalico.org/orchestrator` can be meant by a NetworkPolicy's pod selector", "networkset") with { When = PosesAsPods },
        Of("GlobalNetworkSet", Cluster, Some, "as NetworkSet", "globalnetworkset") with { When = PosesAsPods },
        Of("Tier", Cluster, None, "orders Calico's policies, which are judged themselves", "tier"),
        Of("Profile", Cluster, None, "is asked only where no policy selects a pod, which is taken for open here", "profile"),
        Of("StagedNetworkPolicy", OneNamespace, None, "is watched, not enforced", "stagednetworkpolicy"),
        Of("StagedGlobalNetworkPolicy", Cluster, None, "is watched, not enforced", "stagedglobalnetworkpolicy"),
        Of("StagedKubernetesNetworkPolicy", OneNamespace, None, "is watched, not enforced", "stagedkubernetesnetworkpolicy"),
        Of("HostEndpoint", Cluster, None, "makes a node's interface something that Calico's policies select, which are judged themselves", "hostendpoint"),
        Of("WorkloadEndpoint", OneNamespace, None, Derived, "workloadendpoint"),
        Of("KubeControllersConfiguration", Cluster, None, "sets up controllers, none of which enforces policies", "kubecontrollersconfig"),
        Of("ClusterInformation", Cluster, None, Derived, "clusterinfo"),
        Of("CalicoNodeStatus", Cluster, None, Shows, "caliconodestatus"),
        Of("Node", Cluster, None, Derived, "node"),
        Of("IPPool", Cluster, None, Addresses, "ippool"),
        Of("IPReservation", Cluster, None, Addresses, "ipreservation"),
        Of("IPAMConfig", Cluster, None, Addresses, "ipamconfig"),
        Of("IPAMConfiguration", Cluster, None, Addresses, "ipamconfig"),
        Of("IPAMBlock", Cluster, None, Derived, "ippool"),
        Of("IPAMHandle", Cluster, None, Derived, "ippool"),
        Of("BlockAffinity", Cluster, None, Derived, "blockaffinity"),
        Of("BGPConfiguration", Cluster, None, Addresses, "bgpconfig"),
        Of("BGPPeer", Cluster, None, Addresses, "bgppeer"),
        Of("BGPFilter", Cluster, None, Addresses, "bgpfilter"),
        Of("QoSPolicy", Cluster, None, "marks packets", "overview"),
        OfEnterprise("RemoteClusterConfiguration", Cluster, Undoes, "makes pods of another cluster meant by the selectors of this one's policies", "remoteclusterconfiguration"),
        OfEnterprise("EgressGatewayPolicy", Cluster, None, "chooses the address that pods come out by; policies act before", "egressgatewaypolicy"),
        OfEnterprise("ExternalNetwork", Cluster, None, Addresses, "externalnetwork"),
        OfEnterprise("BFDConfiguration", Cluster, None, Addresses, "overview"),
        OfEnterprise("PacketCapture", OneNamespace, None, Shows, "packetcapture"),
        OfEnterprise("DeepPacketInspection", OneNamespace, None, Shows, "deeppacketinspection"),
        OfEnterprise("GlobalThreatFeed", Cluster, None, "fills GlobalNetworkSets, which are judged themselves", "globalthreatfeed"),
        OfEnterprise("GlobalAlert", Cluster, None, Shows, "globalalert"),
        OfEnterprise("GlobalAlertTemplate", Cluster, None, Shows, "globalalert"),
        OfEnterprise("AlertException", Cluster, None, Shows, "alertexception"),
        OfEnterprise("GlobalReport", Cluster, None, Shows, "globalreport"),
        OfEnterprise("GlobalReportType", Cluster, None, Shows, "globalreport"),
        OfEnterprise("SecurityEventWebhook", Cluster, None, Shows, "securityeventwebhook"),
        OfEnterprise("UISettings", Cluster, None, Shows, "overview"),
        OfEnterprise("UISettingsGroup", Cluster, None, Shows, "overview"),
        OfEnterprise("LicenseKey", Cluster, None, Shows, "licensekey"),
        OfEnterprise("ManagedCluster", Cluster, None, Shows, "managedcluster"),
        OfEnterprise("PolicyRecommendationScope", Cluster, None, "proposes staged policies, which are not enforced", "policyrecommendations"),
    ];

    public static IReadOnlyList<OverridingKind> All { get; } = [.. from kind in Kinds from found in (string[])["crd.projectcalico.org", "projectcalico.org"] select kind with { Group = found }];

    // Calico makes `projectcalico.org/orchestrator == 'k8s'` of every pod selector.
    private static bool PosesAsPods(OverridingObject found, IEnumerable<Model.Wire.Networking.NetworkPolicy> _) => found.Labels.ContainsKey(CalicoMirror.OrchestratorLabel);

    private static OverridingKind Of(string kind, OverridingScope scope, OverridingEffect effect, string reason, string page) => new("", kind, scope, effect, reason, Docs + page);

    private static OverridingKind OfEnterprise(string kind, OverridingScope scope, OverridingEffect effect, string reason, string page) => new("", kind, scope, effect, reason, EnterpriseDocs + page);
}
