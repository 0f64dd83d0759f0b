using System.Net;
using System.Net.Sockets;
using Portcullis.Model;
using Portcullis.Policy.Network;

namespace Portcullis.Stacks;

/// <summary>The cluster as the statements judge it.</summary>
internal sealed record GuardView
{
    /// <summary>Who can reach whom, newcomers among them.</summary>
    public required NetworkSnapshot Network { get; init; }

    public required ClusterAddresses Addresses { get; init; }

    /// <summary>Addresses of nodes that no node lists and no setting names: pods say that they are on them.</summary>
    public required IReadOnlyList<IPNetwork> UnlistedNodes { get; init; }

    /// <summary>Every live pod but newcomers.</summary>
    public required IReadOnlyDictionary<NamespacedName, Pod> Pods { get; init; }

    public required IReadOnlyDictionary<string, Namespace> Namespaces { get; init; }

    public required IReadOnlyCollection<NetworkPolicy> Policies { get; init; }

    /// <summary>Pods with an address outside of every known range.</summary>
    public required IReadOnlyCollection<NamespacedName> PodsOutsideRanges { get; init; }

    public required OverridingObjects Overriding { get; init; }

    /// <summary>Whether there are stacks that may out, or new ones may by default.</summary>
    public required bool HasInternetStacks { get; init; }

    public required StackSettings Stacks { get; init; }

    public required IsolationSettings Settings { get; init; }

    /// <summary>The pods of the stack namespace.</summary>
    public EndpointSet StackPods => new() { Pods = new() { Namespaces = [Stacks.Namespace] } };

    /// <summary>Every address of every node.</summary>
    public IReadOnlyList<IPNetwork> AllNodes => [.. Addresses.Nodes.Values, .. UnlistedNodes];

    /// <summary>The address families that pods and nodes are known to have.</summary>
    public required IReadOnlyList<AddressFamily> Families { get; init; }

    /// <summary>Whether any of these reaches any of those; false, too, while an object is invalid.</summary>
    public bool IsReached(EndpointSet from, EndpointSet to) => Network.IsReached(new() { From = from, To = to }) == true;

    public static EndpointSet Blocks(IEnumerable<IPNetwork> ranges) => new() { Blocks = [.. ranges.Select(range => new IPBlock { Cidr = range.ToString() })] };
}
