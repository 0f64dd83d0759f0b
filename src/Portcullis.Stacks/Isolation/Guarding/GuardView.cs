using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Sets;
using Portcullis.Stacks.Isolation.Guarding.Overriding;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Guarding;

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

    /// <summary>Stacks that are on other networks, with what says so.</summary>
    public required IReadOnlyDictionary<NamespacedName, string> StacksElsewhere { get; init; }

    public required OverridingObjects Overriding { get; init; }

    /// <summary>Whether there are stacks that may out, or new ones may by default.</summary>
    public required bool HasInternetStacks { get; init; }

    public required StackSettings Stacks { get; init; }

    public required IsolationSettings Settings { get; init; }

    /// <summary>Stack by stack, whether players get in.</summary>
    public required StackAccess Access { get; init; }

    /// <summary>The pods that stand for stacks still to be made.</summary>
    public required IReadOnlyCollection<NamespacedName> Newcomers { get; init; }

    /// <summary>What was found out since policies or addresses last changed.</summary>
    public required SettledAnswers Settled { get; init; }

    /// <summary>Which labels of stacks still to be made were not tried, in sentences.</summary>
    public required IReadOnlyList<string> UntriedLabels { get; init; }

    /// <summary>Which pods are stacks.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>Whether stacks are somebody else's pods.</summary>
    public bool AreForeign => Scope.Sandboxes is not null;

    /// <summary>The namespaces that stacks are in.</summary>
    public IReadOnlyCollection<string> StackSpaces => Scope.Namespaces;

    /// <summary>The stacks that are to reach nothing: all but those that say that they may out.</summary>
    public EndpointSet NonePods => new() { Pods = Scope.None };

    /// <summary>The stacks.</summary>
    public EndpointSet StackPods => new() { Pods = Scope.Pods };

    /// <summary>Every address of every node.</summary>
    public IReadOnlyList<IPNetwork> AllNodes => [.. Addresses.Nodes.Values, .. UnlistedNodes];

    /// <summary>The address families that pods and nodes are known to have.</summary>
    public required IReadOnlyList<AddressFamily> Families { get; init; }

    /// <summary>Whether a stack says that it may out.</summary>
    public static bool HasEgress(Pod pod) => pod.Metadata.Labels?.GetValueOrDefault(StackKeys.Egress) == "internet";

    /// <summary>Whether any of these reaches any of those; false, too, while an object is invalid.</summary>
    public bool IsReached(EndpointSet from, EndpointSet to) => Network.IsReached(new() { From = from, To = to }) == true;

    public static EndpointSet Blocks(IEnumerable<IPNetwork> ranges) => new() { Blocks = [.. ranges.Select(range => new IPBlock { Cidr = range.ToString() })] };
}
