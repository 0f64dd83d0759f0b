using System.Net;
using System.Net.Sockets;
using Portcullis.Client.Discovery;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>Where every stack's walls forbid it to go and where somebody surely listens. Pure.</summary>
internal static class AirlockTargets
{
    /// <summary>The Service of the cluster's DNS, by the name that it has everywhere.</summary>
    public static readonly NamespacedName Dns = new("kube-system", "kube-dns");

    private const int KubeletPort = 10250;
    private const int DnsPort = 53;

    /// <summary>Of each family that pods have: the API server, else a kubelet and the cluster's DNS.</summary>
    /// <param name="service">The Service <c>default/kubernetes</c>; null when it is not known.</param>
    /// <param name="endpoints">What is behind it; empty when that is not known.</param>
    /// <param name="nodes">Every node.</param>
    /// <param name="dns">The Service of the cluster's DNS; null when it is not known.</param>
    /// <param name="families">The families that every pod has; none where that is not known, and then every family is taken that the API server has.</param>
    /// <param name="stacks">Which nodes stacks run on.</param>
    public static IReadOnlyList<IPEndPoint> Of(
        Service? service, IReadOnlyList<IPEndPoint> endpoints, IReadOnlyCollection<Node> nodes, Service? dns, IReadOnlyList<AddressFamily> families, StackSettings stacks)
    {
        var apiServer = Of(service, endpoints);
        if (families.Count == 0)
        {
            return apiServer;
        }

        // A pod without a family finds it silent, and its own test of it fails.
        var known = apiServer.Where(end => families.Contains(end.AddressFamily)).ToList();
        var without = families.Where(family => known.TrueForAll(end => end.AddressFamily != family)).ToList();
        return
        [
            .. known,
            .. FirstOfEachFamily(Kubelets(nodes, stacks).Where(end => without.Contains(end.AddressFamily))),
            .. FirstOfEachFamily(Servers(dns).Where(end => without.Contains(end.AddressFamily))),
        ];
    }

    /// <summary>Of each family, the API server's Service address and one of the endpoints behind it.</summary>
    /// <param name="service">The Service <c>default/kubernetes</c>; null when it is not known.</param>
    /// <param name="endpoints">What is behind it; empty when that is not known.</param>
    public static IReadOnlyList<IPEndPoint> Of(Service? service, IReadOnlyList<IPEndPoint> endpoints) =>
        [.. FirstOfEachFamily(ApiServerAddresses.ServiceOf(service)).Concat(FirstOfEachFamily(endpoints.Where(end => end.Port > 0))).Distinct()];

    // Never of a node that stacks run on: what a pod gets from its own node is not for policies to say on every network.
    private static IEnumerable<IPEndPoint> Kubelets(IEnumerable<Node> nodes, StackSettings stacks) =>
        from node in nodes
        where !PodFamilies.IsForStacks(node, stacks)
        from entry in node.Status?.Addresses ?? []
        where entry.Type == "InternalIP"
        from end in Join(entry.Address, KubeletPort)
        select end;

    private static IEnumerable<IPEndPoint> Servers(Service? dns) =>
        dns?.Spec?.Ports?.Any(port => port is { Port: DnsPort, Protocol: null or "TCP" }) == true
            ? AddressTexts.ClusterIPs(dns).SelectMany(address => Join(address, DnsPort))
            : [];

    private static IEnumerable<IPEndPoint> Join(string? address, int port) => IPText.TryParseAddress(address, out var parsed) ? [new(parsed, port)] : [];

    // In an order of its own: the cluster lists endpoints in any.
    private static IEnumerable<IPEndPoint> FirstOfEachFamily(IEnumerable<IPEndPoint> all) => all
        .Where(end => end.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
        .GroupBy(end => end.AddressFamily)
        .OrderBy(family => family.Key)
        .Select(family => family.MinBy(end => end.ToString(), StringComparer.Ordinal)!);
}
