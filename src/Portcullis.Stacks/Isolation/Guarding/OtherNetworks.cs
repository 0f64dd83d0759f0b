using System.Text.Json;
using Portcullis.Model.Texts;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>
/// Stacks that are on other networks than the cluster's own, or on one of another sort: NetworkPolicies hold a pod on the
/// cluster's network alone. Pods say so by annotations, some namespaces by a label.
/// </summary>
internal static class OtherNetworks
{
    // https://github.com/ovn-kubernetes/ovn-kubernetes: a namespace with it gives its pods a network of their own.
    private const string PrimaryNetwork = "k8s.ovn.org/primary-user-defined-network";

    // The network of every pod, where nobody made another.
    private const string DefaultVpc = "ovn-cluster";

    // What a plug-in writes when a pod is on its networks: a list in which the cluster's own is one.
    private static readonly string[] Statuses = ["k8s.v1.cni.cncf.io/network-status", "k8s.v1.cni.cncf.io/networks-status"];

    // What asks for networks, interfaces or ports beside the policies.
    private static readonly string[] Keys =
    [
        "k8s.v1.cni.cncf.io/networks", // Multus and all that follow its standard: Antrea, Kube-OVN, OVN-Kubernetes, SR-IOV, Spiderpool
        "v1.multus-cni.io/default-network",
        "k8s.ovn.org/open-default-ports",
        "networking.gke.io/interfaces",
        "networking.gke.io/default-interface",
        "network.v1alpha1.isovalent.com/pod-networks",
        "k8s.amazonaws.com/nicConfig",
        "vpc.amazonaws.com/pod-eni",
        "k8s.aliyun.com/pod-networks",
        "k8s.aliyun.com/pod-networks-request",
        "k8s.aliyun.com/pod-eni",
        "tke.cloud.tencent.com/networks",
        "danm.k8s.io/interfaces",
        "danm.io/interfaces",
        "cni.projectcalico.org/vppExtraMemifPorts",
    ];

    // Plug-ins that nobody here knows call it the same.
    private static readonly string[] Names = ["networks", "interfaces", "pod-networks", "pod-interfaces", "default-network", "default-interface", "extra-networks", "additional-networks"];

    /// <summary>What is not known of stacks, in sentences.</summary>
    /// <param name="view">The cluster.</param>
    public static IEnumerable<string> Missing(GuardView view)
    {
        foreach (var group in view.StacksElsewhere.GroupBy(pod => pod.Value, pod => pod.Key.ToString(), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            List<string> names = [.. group.Order(StringComparer.Ordinal)];
            yield return $"{Listing.Of(names)} {(names.Count == 1 ? "has" : "have")} {group.Key}: {(names.Count == 1 ? "it is" : "they are")} on other networks, or by other ways, where network policies may not hold {(names.Count == 1 ? "it" : "them")}";
        }

        var spaces = view.StackSpaces.Where(space => view.Namespaces.GetValueOrDefault(space)?.Metadata.Labels?.ContainsKey(PrimaryNetwork) == true).ToList();
        if (spaces.Count > 0)
        {
            yield return $"{(spaces.Count == 1 ? "namespace" : "namespaces")} {Listing.Of(spaces)} {(spaces.Count == 1 ? "has" : "have")} the label {PrimaryNetwork}: its pods are on a network of their own, whose addresses are not the cluster's";
        }
    }

    /// <summary>By what a pod is on other networks, in words; null where nothing says so.</summary>
    /// <param name="pod">The pod.</param>
    public static string? Why(Pod pod)
    {
        if (pod.Spec?.HostNetwork == true)
        {
            return null;
        }

        foreach (var (key, value) in pod.Metadata.Annotations ?? new Dictionary<string, string>())
        {
            if (Asks(key, value) || (Statuses.Contains(key) && HasSeveral(value)))
            {
                return $"the annotation {key}";
            }
        }

        return pod.Spec?.ResourceClaims is { ValueKind: JsonValueKind.Array } claims && claims.GetArrayLength() > 0
            ? "claims of devices (spec.resourceClaims), which may be network interfaces"
            : null;
    }

    private static bool Asks(string key, string value) => value.Trim() is not ("" or "[]" or "{}" or "null") && (
        Keys.Contains(key)
        || (key.Split('/') is [_, var name] && Names.Contains(name))
        || (key == "ovn.kubernetes.io/vpc" && value != DefaultVpc));

    // What cannot be read may be anything.
    private static bool HasSeveral(string value)
    {
        try
        {
            using var status = JsonDocument.Parse(value);
            return status.RootElement.ValueKind != JsonValueKind.Array || status.RootElement.GetArrayLength() > 1;
        }
        catch (JsonException)
        {
            return value.Trim().Length > 0;
        }
    }
}
