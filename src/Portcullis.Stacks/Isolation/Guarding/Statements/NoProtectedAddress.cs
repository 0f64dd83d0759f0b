using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;
using Portcullis.Model.Texts;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Answers;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S3: no stack reaches the API server, a node, a Service, the metadata addresses of clouds, or private ranges.</summary>
internal static class NoProtectedAddress
{
    public const string Id = "S3";
    private const string OwnNode = "its own node's addresses are denied by policy; whether that is heeded depends on the network plug-in (some always let a pod reach its own node)";

    // The tenth address of a range is taken for an example, where it has that many.
    private const byte Usual = 10;
    private const int UsualBits = 8;

    // A block at least as long is about somebody, and not about the world.
    private const int Narrow = 12;

    private static readonly IPNetwork[] WellKnown = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fc00::/7")];

    public static GuardStatement Statement { get; } = new()
    {
        Id = Id,
        Title = "no stack reaches the API server, a node's address, the service range, metadata addresses or private ranges",
        When = JudgingTime.WithPolicies,
        StopsCreates = true,
        Judge = Judge,
    };

    private static StatementFindings Judge(GuardView view)
    {
        List<IsolationWitness> witnesses = [.. UnheldStacks.Witnesses(view)];
        foreach (var (what, ranges, likely) in Targets(view))
        {
            if (Find(view, ranges, likely) is { } path && witnesses.TrueForAll(witness => (witness.To, witness.Port) != (path.Question.To.ToString(), path.Question.Port.ToString())))
            {
                witnesses.Add(PathSearch.Witness(path, what));
            }
        }

        // To a stack without egress every address is forbidden. Said where nothing worse is.
        if (witnesses.Count == 0 && PathSearch.FindByAddress(view, view.NonePods, GuardView.Blocks(AddressRanges.World), [443]) is { } way)
        {
            witnesses.Add(PathSearch.Witness(way, "any address is protected from a stack with egress none"));
        }

        return new() { Witnesses = witnesses, Missing = Missing(view), Notes = Notes(view, witnesses) };
    }

    private static NetworkVerdict? Find(GuardView view, IReadOnlyList<IPNetwork> ranges, int[] likely)
    {
        if (ranges.Count == 0 || PathSearch.FindByAddress(view, view.StackPods, GuardView.Blocks(ranges), likely) is not { } path)
        {
            return null;
        }

        // The first address of a range is nobody's; a reader is told one that somebody may have.
        var usual = ranges.Where(IsLarge).Select(range => AddressRanges.Of(AddressRanges.Nth(range, Usual))).ToList();
        return Among(usual.Where(address => WellKnown.Any(range => range.Contains(address.BaseAddress)))) ?? Among(usual) ?? path;

        NetworkVerdict? Among(IEnumerable<IPNetwork> addresses) => PathSearch.FindByAddress(view, view.StackPods, GuardView.Blocks(addresses), likely);
    }

    private static bool IsLarge(IPNetwork range) => AddressRanges.BitsOf(AddressRanges.FamilyOf(range)) - range.PrefixLength >= UsualBits;

    // Policies do not hold such a pod; where it is the node that stacks reach, it names what is at stake.
    private static IEnumerable<(string What, IReadOnlyList<IPNetwork> Ranges, int[] Likely)> PodsOnNodes(GuardView view) =>
        from pod in view.Pods.Values
        where !view.Scope.Holds(pod) && pod.Spec?.HostNetwork == true
        let ports = (pod.Spec!.Containers ?? []).SelectMany(container => container.Ports ?? []).Where(port => port.Protocol is null or "TCP").Select(port => port.Port).OfType<int>().ToArray()
        let addresses = PodAddresses.Of(pod).Select(AddressRanges.Of).ToList()
        where ports.Length > 0 && addresses.Count > 0
        let name = NamespacedName.Of(pod.Metadata).ToString()
        orderby name
        select ($"{name}, on its node's network", (IReadOnlyList<IPNetwork>)addresses, ports);

    // The ports are those that a reader knows; every port is asked about.
    private static IEnumerable<(string What, IReadOnlyList<IPNetwork> Ranges, int[] Likely)> Targets(GuardView view) =>
    [
        ("an address of the API server", view.Addresses.ApiServer.Values, [443, 6443]),
        ("the metadata service of clouds", PlatformAddresses.Metadata, [80]),
        .. Platforms(view),
        .. PodsOnNodes(view).Take(1),
        ("a node's address", view.AllNodes, [10250, view.Stacks.NodePortMin]),
        ("an address of a Service", view.Addresses.Services.Values, [443]),
        ("an address that leads to a Service", view.Addresses.ServiceEntries.Values, [443]),
        ("an address that players come in by to stacks", view.Addresses.PlayerEntries.Values, [view.Stacks.NodePortMin]),
        ("an address in a range of pods", view.Addresses.Pods.Values, [80]),
        ("a range of STACK_PROTECTED_CIDRS", view.Settings.ProtectedCidrs, [443]),
        ("a private or reserved range", ReservedRanges.All, [80]),
    ];

    // An address of the internet means something on its own platform alone: where nodes say that they are there, or a
    // policy of the stack namespace speaks of it.
    private static IEnumerable<(string What, IReadOnlyList<IPNetwork> Ranges, int[] Likely)> Platforms(GuardView view) =>
        from platform in PlatformAddresses.Public
        where view.Addresses.Providers.Any(provider => provider.StartsWith(platform.Provider, StringComparison.OrdinalIgnoreCase)) || IsSpokenOf(view, platform.Range)
        select (platform.What, (IReadOnlyList<IPNetwork>)[platform.Range], (int[])[80]);

    private static bool IsSpokenOf(GuardView view, IPNetwork platform) =>
        view.Policies.Where(policy => view.StackSpaces.Contains(policy.Metadata.Namespace)).SelectMany(policy => policy.Spec?.Egress ?? []).SelectMany(rule => rule?.To ?? [])
            .Select(peer => peer?.IpBlock).OfType<IPBlock>().SelectMany(block => (block.Except ?? []).Append(block.Cidr))
            .Any(text => AddressRanges.TryParse(text, out var range) && range.PrefixLength >= Narrow && (AddressRanges.Covers(range, platform) || AddressRanges.Covers(platform, range)));

    private static List<string> Missing(GuardView view)
    {
        // To whom everything is forbidden, it does not matter where the forbidden is.
        if (!view.IsReached(view.StackPods, GuardView.Blocks(AddressRanges.World)))
        {
            return [];
        }

        List<string> missing = [.. view.UntriedLabels, .. Unplaced(view)];
        Add(view.Addresses.ApiServer, "the addresses of the API server are not known: the Service and the endpoints default/kubernetes cannot be seen");
        Add(view.Addresses.Nodes, "the addresses of the nodes are not known: set STACK_NODE_CIDRS");
        Add(view.Addresses.Services, "the range of Services is not known: set STACK_SERVICE_CIDRS");
        return missing;

        void Add(KnownRanges ranges, string sentence)
        {
            if (ranges.Origin == RangeOrigin.Unknown)
            {
                missing.Add(sentence);
            }
        }
    }

    // What has an address that stacks must not reach, and does not tell it.
    private static IEnumerable<string> Unplaced(GuardView view)
    {
        if (view.Addresses.NodesWithoutAddress is { Count: > 0 } nodes)
        {
            yield return $"{(nodes.Count == 1 ? "node" : "nodes")} {Listing.Of(nodes)} {(nodes.Count == 1 ? "has" : "have")} no address, so that no policy can keep stacks away from {(nodes.Count == 1 ? "it" : "them")}: set STACK_NODE_CIDRS";
        }

        if (view.Addresses.NamedEntries is { Count: > 0 } entries)
        {
            yield return $"{Listing.Of(entries)}: {(entries.Count == 1 ? "a name that leads" : "names that lead")} into the cluster, whose addresses it does not tell; set STACK_NAMED_CIDRS to them";
        }
    }

    private static List<string> Notes(GuardView view, List<IsolationWitness> witnesses)
    {
        List<string> notes = witnesses.Count == 0 ? [OwnNode] : [];
        if (view.Addresses.Services.Origin == RangeOrigin.Inferred)
        {
            notes.Add("the range of Services is not known, only the addresses that are taken, each of which is denied as it appears; set STACK_SERVICE_CIDRS to have the whole range denied");
        }

        if (view.UnlistedNodes.Count > 0)
        {
            notes.Add($"pods run on node addresses that no node lists: {Listing.Of(view.UnlistedNodes.Select(range => range.BaseAddress.ToString()))}; set STACK_NODE_CIDRS so that the walls know them");
        }

        return notes;
    }
}
