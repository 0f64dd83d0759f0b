using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingEffect;
using static Portcullis.Stacks.Isolation.Guarding.Overriding.OverridingScope;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding.Kinds;

/// <summary>The Kubernetes project's own policies for administrators.</summary>
internal static class StandardKinds
{
    private const string Group = "policy.networking.k8s.io";
    private const string Docs = "https://network-policy-api.sigs.k8s.io/api-overview/";

    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Group, "AdminNetworkPolicy", Cluster, Undoes, "comes before NetworkPolicies, and may allow what they deny", Docs),
        new(Group, "BaselineAdminNetworkPolicy", Cluster, Undoes, "comes after NetworkPolicies, where none selects a pod: it denies there what is taken for open, so that nobody knows whether players get in", Docs),
        new(Group, "ClusterNetworkPolicy", Cluster, Undoes, "its tier Admin comes before NetworkPolicies and may allow what they deny, its tier Baseline after them", Docs),
    ];
}
