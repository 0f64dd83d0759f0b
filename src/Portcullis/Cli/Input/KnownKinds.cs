using Portcullis.Model.Resources;
using Portcullis.Stacks.Isolation.Guarding.Overriding;

namespace Portcullis.Cli.Input;

/// <summary>The kinds that the commands understand, and in which version of the API.</summary>
internal static class KnownKinds
{
    private const string Apps = "apps/v1";
    private const string BatchV1 = "batch/v1";
    private const string BetaServiceCIDR = "networking.k8s.io/v1beta1";

    // Other APIs have kinds of the same name, which have nothing to do with ours.
    private static readonly string[] NamesakeGroups = ["serving.knative.dev", "batch.volcano.sh", "apps.kruise.io"];

    private static readonly Dictionary<string, string> Versions = new(StringComparer.Ordinal)
    {
        ["Namespace"] = ResourceTypes.Namespaces.ApiVersion,
        ["Node"] = ResourceTypes.Nodes.ApiVersion,
        ["Pod"] = ResourceTypes.Pods.ApiVersion,
        ["Service"] = ResourceTypes.Services.ApiVersion,
        ["NetworkPolicy"] = ResourceTypes.NetworkPolicies.ApiVersion,
        ["Endpoints"] = ResourceTypes.Endpoints.ApiVersion,
        ["EndpointSlice"] = ResourceTypes.EndpointSlices.ApiVersion,
        ["ServiceCIDR"] = ResourceTypes.ServiceCIDRs.ApiVersion,
        ["PodTemplate"] = "v1",
        ["ReplicationController"] = "v1",
        ["Deployment"] = Apps,
        ["StatefulSet"] = Apps,
        ["DaemonSet"] = Apps,
        ["ReplicaSet"] = Apps,
        ["Job"] = BatchV1,
        ["CronJob"] = BatchV1,
    };

    /// <summary>The version of the API that a kind is understood in; null for kinds that are not understood.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="apiVersion">The version that the object names.</param>
    public static string? VersionOf(string kind, string apiVersion) => (kind, apiVersion) switch
    {
        // Clusters of 1.31 and 1.32 write it so, with the same fields.
        ("ServiceCIDR", BetaServiceCIDR) => apiVersion,
        // The fields that are read, where it is entered, are the same in each. Other APIs have kinds of these names, too.
        ("Ingress", "networking.k8s.io/v1" or "networking.k8s.io/v1beta1" or "extensions/v1beta1") => apiVersion,
        ("Gateway", "gateway.networking.k8s.io/v1" or "gateway.networking.k8s.io/v1beta1" or "gateway.networking.k8s.io/v1alpha2") => apiVersion,
        _ when OverridingKinds.Find(apiVersion, kind) is not null || OverridingKinds.IsPlugIns(apiVersion) || NamesakeGroups.Contains(apiVersion.Split('/')[0], StringComparer.Ordinal) => null,
        _ => Versions.GetValueOrDefault(kind),
    };

    /// <summary>Whether objects of a kind live in no namespace.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="apiVersion">The version that the object names.</param>
    public static bool IsClusterScoped(string kind, string apiVersion) =>
        OverridingKinds.Find(apiVersion, kind) is { } overriding ? !overriding.IsNamespaced : kind is "Namespace" or "Node" or "ServiceCIDR";

    /// <summary>Whether objects of a kind make pods from a template.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsWorkload(string kind) => kind == "PodTemplate" || kind == "ReplicationController" || Versions.GetValueOrDefault(kind) is Apps or BatchV1;
}
