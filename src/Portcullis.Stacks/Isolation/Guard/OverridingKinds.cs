using Portcullis.Model;
using Portcullis.Model.Json;

namespace Portcullis.Stacks;

/// <summary>
/// The kinds of objects that a network plug-in heeds before or beside NetworkPolicies, and that can undo them.
/// <see href="https://network-policy-api.sigs.k8s.io/"/>,
/// <see href="https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy"/>,
/// <see href="https://docs.cilium.io/en/stable/network/kubernetes/policy/"/>,
/// <see href="https://antrea.io/docs/main/docs/antrea-network-policy/"/>,
/// <see href="https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html"/>
/// </summary>
public static class OverridingKinds
{
    private const string Standard = "policy.networking.k8s.io";
    private const string Calico = "projectcalico.org";
    private const string CalicoObjects = "crd.projectcalico.org";
    private const string Cilium = "cilium.io";
    private const string Antrea = "crd.antrea.io";
    private const string Aws = "networking.k8s.aws";

    private const string Mirrored = "knp.default.";

    /// <summary>Every such kind.</summary>
    public static IReadOnlyList<OverridingKind> All { get; } =
    [
        new(Standard, ["v1alpha1"], "adminnetworkpolicies", "AdminNetworkPolicy", false),
        new(Standard, ["v1alpha1"], "baselineadminnetworkpolicies", "BaselineAdminNetworkPolicy", false),
        new(Standard, ["v1beta1", "v1alpha2"], "clusternetworkpolicies", "ClusterNetworkPolicy", false),
        new(Calico, ["v3"], "globalnetworkpolicies", "GlobalNetworkPolicy", false),
        new(Calico, ["v3"], "networkpolicies", "NetworkPolicy", true),
        new(CalicoObjects, ["v1"], "globalnetworkpolicies", "GlobalNetworkPolicy", false),
        new(CalicoObjects, ["v1"], "networkpolicies", "NetworkPolicy", true),
        new(Cilium, ["v2"], "ciliumclusterwidenetworkpolicies", "CiliumClusterwideNetworkPolicy", false),
        new(Cilium, ["v2"], "ciliumnetworkpolicies", "CiliumNetworkPolicy", true),
        new(Antrea, ["v1beta1", "v1alpha1"], "clusternetworkpolicies", "ClusterNetworkPolicy", false),
        new(Antrea, ["v1beta1", "v1alpha1"], "networkpolicies", "NetworkPolicy", true),
        new(Aws, ["v1alpha1"], "clusternetworkpolicies", "ClusterNetworkPolicy", false),
        new(Aws, ["v1alpha1"], "applicationnetworkpolicies", "ApplicationNetworkPolicy", true),
    ];

    /// <summary>The kind of an object; null when it overrides nothing.</summary>
    /// <param name="apiVersion">Its group and version; which version does not matter.</param>
    /// <param name="kind">Its kind.</param>
    public static OverridingKind? Find(string apiVersion, string kind)
    {
        ArgumentNullException.ThrowIfNull(apiVersion);
        var group = apiVersion.Split('/')[0];
        return All.FirstOrDefault(one => one.Group == group && one.Kind == kind);
    }

    /// <summary>Whether an object is only what Calico's own API makes of a NetworkPolicy of Kubernetes, which is judged already.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name.</param>
    public static bool IsMirror(OverridingKind kind, NamespacedName name)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return kind.Group is Calico or CalicoObjects && name.Name.StartsWith(Mirrored, StringComparison.Ordinal);
    }

    /// <summary>Whether an object can undo what holds stacks: it is cluster-wide or among them, and no mirror.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="stackNamespace">Where stacks are.</param>
    public static bool Concerns(OverridingKind kind, NamespacedName name, string stackNamespace)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return (!kind.IsNamespaced || name.Namespace == stackNamespace) && !IsMirror(kind, name);
    }
}

/// <summary>A kind of objects that can undo NetworkPolicies.</summary>
/// <param name="Group">Its API group.</param>
/// <param name="Versions">The versions that a cluster may serve it in, the newest first.</param>
/// <param name="Resource">Its plural name in paths.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="IsNamespaced">Whether its objects live in namespaces.</param>
public sealed record OverridingKind(string Group, IReadOnlyList<string> Versions, string Resource, string Kind, bool IsNamespaced)
{
    /// <summary>How to read its objects, for each version: of interest is only that they are there, so any wire type will do.</summary>
    public IEnumerable<ResourceType<Namespace>> Types =>
        from version in Versions
        select new ResourceType<Namespace>(Group, version, Resource, Kind, IsNamespaced, ModelJson.Default.Namespace, ModelJson.Default.KubernetesListNamespace);

    /// <summary>Its name with its group: <c>networkpolicies.crd.projectcalico.org</c>.</summary>
    public override string ToString() => $"{Resource}.{Group}";
}
