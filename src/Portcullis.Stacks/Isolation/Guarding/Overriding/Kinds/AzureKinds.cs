using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>Microsoft's, of AKS and Azure's network plug-in.</summary>
internal static class AzureKinds
{
    private const string Group = "acn.azure.com";
    private const string Tenancy = "multitenancy.acn.azure.com";
    private const string Code = "https://github.com/Azure/azure-container-networking/tree/master/crd";
    private const string Derived = "the plug-in's own bookkeeping";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Tenancy, "PodNetworkInstance", OneNamespace, Undoes, "gives pods interfaces in other networks, which NetworkPolicies do not hold", Code),
        new(Tenancy, "PodNetwork", Cluster, None, "a network that pods join by a PodNetworkInstance, which is judged itself", Code),
        new(Tenancy, "MultitenantPodNetworkConfig", OneNamespace, None, Derived, Code),
        new(Tenancy, "NodeInfo", Cluster, None, Derived, Code),
        new(Group, "NodeNetworkConfig", OneNamespace, None, Derived, Code),
        new(Group, "ClusterSubnetState", OneNamespace, None, Derived, Code),
        new(Group, "OverlayExtensionConfig", OneNamespace, None, Derived, Code),
        new(Group, "MultitenantNetworkContainer", OneNamespace, None, Derived, Code),
        new(Group, "ContainerNetworkLog", Cluster, None, "writes down what passed", "https://learn.microsoft.com/azure/aks/container-network-observability-logs"),
    ];
}
