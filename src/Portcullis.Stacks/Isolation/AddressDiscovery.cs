using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation.Live;

namespace Portcullis.Stacks.Isolation;

/// <summary>Reads the cluster's addresses off its objects. Pure: the same objects give the same answer.</summary>
internal static class AddressDiscovery
{
    /// <param name="nodes">Every node.</param>
    /// <param name="services">Every Service.</param>
    /// <param name="serviceRanges">The ServiceCIDR objects; none before Kubernetes 1.33.</param>
    /// <param name="apiServer">What is behind the API server's own Service; empty where that cannot be seen.</param>
    /// <param name="told">The ranges of Services that the API server named (<see cref="ServiceRangeProbe"/>).</param>
    /// <param name="settings">What the operator knows better.</param>
    /// <param name="more">What leads into the cluster besides Services; null for nothing.</param>
    /// <param name="publicHost">The host that players are sent to instead of a node's address; null for none.</param>
    public static ClusterAddresses Of(
        IReadOnlyCollection<Node> nodes,
        IReadOnlyCollection<Service> services,
        IReadOnlyCollection<ServiceCIDR> serviceRanges,
        IReadOnlyList<IPEndPoint> apiServer,
        IReadOnlyList<IPNetwork> told,
        IsolationSettings settings,
        IEnumerable<ClusterEntry>? more = null,
        string? publicHost = null)
    {
        List<ClusterEntry> entries = [.. services.Select(ClusterEntry.Of), .. more ?? []];
        var players = PlayerEntryDiscovery.Of(nodes, publicHost, settings);
        IReadOnlyList<string> inside = nodes.Count > 0 ? Names(nodes.Where(node => !HasAddress(node, IsPublic))) : [.. settings.NodeCidrs.Where(range => !IsPublic(range)).Select(range => range.ToString())];
        var nodeAddresses = Addresses(nodes.SelectMany(node => node.Status?.Addresses ?? []).Select(address => address.Address)).ToList();
        var pods = KnownRanges.Of(settings.PodCidrs, nodes.SelectMany(PodRanges));
        return new()
        {
            Pods = pods,
            Services = ServiceRanges(services, serviceRanges, told, settings),

            // Configured node ranges come on top: an address that a node has, whatever the settings say, must not be missing.
            Nodes = new(AddressRanges.Reduce([.. settings.NodeCidrs, .. nodeAddresses]), settings.NodeCidrs.Count > 0 ? RangeOrigin.Configured : nodeAddresses.Count > 0 ? RangeOrigin.Discovered : RangeOrigin.Unknown),
            ApiServer = KnownRanges.Of([], [.. Addresses(services.Where(service => service.Metadata is { Namespace: "default", Name: "kubernetes" }).SelectMany(AddressTexts.ClusterIPs)), .. apiServer.Select(end => AddressRanges.Of(end.Address))]),
            ServiceEntries = KnownRanges.Of([], [.. Addresses(entries.SelectMany(entry => entry.Addresses)), .. entries.SelectMany(entry => entry.Hosts).SelectMany(host => Named(host, settings))]),
            NodesWithoutAddress = settings.NodeCidrs.Count > 0 ? [] : Names(nodes.Where(node => !HasAddress(node, _ => true))),
            NodesWithoutPodRange = settings.PodCidrs.Count > 0 || !nodes.Any(node => PodRanges(node).Any()) ? [] : Names(nodes.Where(node => !PodRanges(node).Any())),
            NodesInside = inside,
            PlayerEntries = players.Ranges,
            NamedPlayerEntries = players.Names,
            NodesWithoutEntry = players.IsWhole ? [] : [.. inside.Where(name => !players.Nodes.Contains(name))],
            NamedEntries = [.. entries.SelectMany(entry => entry.Hosts.Where(host => !Named(host, settings).Any()).Select(host => $"{entry.What} ({host})")).Distinct().Order(StringComparer.Ordinal)],
            Providers = [.. nodes.Select(node => node.Spec?.ProviderID).OfType<string>().Select(id => id.IndexOf("://", StringComparison.Ordinal) is var end and > 0 ? id[..(end + 3)] : id).Distinct().Order(StringComparer.Ordinal)],
            Families = [.. pods.Values.Concat(nodeAddresses).Select(AddressRanges.FamilyOf).Distinct().Order()],
        };
    }

    private static IEnumerable<IPNetwork> PodRanges(Node node) =>
        Ranges(node.Spec?.PodCIDRs ?? (node.Spec?.PodCIDR is { } one ? [one] : []));

    private static KnownRanges ServiceRanges(IReadOnlyCollection<Service> services, IReadOnlyCollection<ServiceCIDR> objects, IReadOnlyList<IPNetwork> told, IsolationSettings settings)
    {
        var known = KnownRanges.Of(settings.ServiceCidrs, Ranges(objects.SelectMany(range => range.Spec?.Cidrs ?? [])));
        if (known.Origin != RangeOrigin.Unknown)
        {
            return known;
        }

        if (told.Count > 0)
        {
            return new(told, RangeOrigin.Told);
        }

        // Nothing tells: at least the addresses that are taken are known.
        var taken = AddressRanges.Reduce(Addresses(services.SelectMany(AddressTexts.ClusterIPs)));
        return taken.Count > 0 ? new(taken, RangeOrigin.Inferred) : KnownRanges.Unknown;
    }

    private static bool HasAddress(Node node, Func<IPNetwork, bool> which) => Addresses((node.Status?.Addresses ?? []).Select(address => address.Address)).Any(which);

    private static bool IsPublic(IPNetwork range) => !ReservedRanges.All.Any(reserved => AddressRanges.Covers(reserved, range));

    private static IReadOnlyList<string> Names(IEnumerable<Node> nodes) => [.. nodes.Select(node => node.Metadata.Name ?? "").Order(StringComparer.Ordinal)];

    private static IEnumerable<IPNetwork> Named(string host, IsolationSettings settings) =>
        settings.NamedCidrs.Where(named => string.Equals(named.Name, host, StringComparison.OrdinalIgnoreCase)).Select(named => named.Range);

    private static IEnumerable<IPNetwork> Addresses(IEnumerable<string?> texts) => AddressTexts.Parse(texts).Select(AddressRanges.Of);

    private static IEnumerable<IPNetwork> Ranges(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (IPText.TryParseCidr(text, out var address, out var bits))
            {
                yield return AddressRanges.Masked(address, bits);
            }
        }
    }
}
