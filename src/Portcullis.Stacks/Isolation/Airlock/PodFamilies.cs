using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Addresses;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>The address families of the pods on stack nodes. Pure.</summary>
/// <param name="Any">Those that some of them have: each has to be felt.</param>
/// <param name="All">Those that all of them have. A pod without a family cannot feel it, and must not be asked to.</param>
internal sealed record PodFamilies(IReadOnlyList<AddressFamily> Any, IReadOnlyList<AddressFamily> All)
{
    /// <param name="nodes">Every node.</param>
    /// <param name="stacks">Which nodes stacks run on.</param>
    /// <param name="settings">What the operator knows better.</param>
    /// <returns>Nothing where neither tells.</returns>
    public static PodFamilies Of(IEnumerable<Node> nodes, StackSettings stacks, IsolationSettings settings)
    {
        if (settings.PodCidrs.Count > 0)
        {
            IReadOnlyList<AddressFamily> configured = [.. settings.PodCidrs.Select(AddressRanges.FamilyOf).Distinct().Order()];
            return new(configured, configured);
        }

        var each = nodes.Where(node => IsForStacks(node, stacks)).Select(Families).Where(families => families.Count > 0).ToList();
        return new(
            [.. each.SelectMany(families => families).Distinct().Order()],
            [.. each.Skip(1).Aggregate((IEnumerable<AddressFamily>)each.FirstOrDefault([]), (common, one) => common.Intersect(one)).Order()]);
    }

    /// <summary>Whether stacks may run on a node.</summary>
    public static bool IsForStacks(Node node, StackSettings stacks) => node.Metadata.Labels?.GetValueOrDefault("role") == stacks.NodeRole;

    private static HashSet<AddressFamily> Families(Node node) =>
        [.. (node.Spec?.PodCIDRs ?? (node.Spec?.PodCIDR is { } one ? [one] : []))
            .Select(range => IPText.TryParseCidr(range, out var address, out _) ? address : null).OfType<IPAddress>().Select(address => address.AddressFamily)];
}
