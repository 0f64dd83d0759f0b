using System.Net;
using System.Net.Sockets;

namespace Portcullis.Stacks.Isolation;

/// <summary>Where everything in the cluster is that stacks must not reach: what the walls are built from.</summary>
public sealed record ClusterAddresses
{
    /// <summary>Nothing is known.</summary>
    public static ClusterAddresses Unknown { get; } = new()
    {
        Pods = KnownRanges.Unknown,
        Services = KnownRanges.Unknown,
        Nodes = KnownRanges.Unknown,
        ApiServer = KnownRanges.Unknown,
        ServiceEntries = KnownRanges.Unknown,
        Families = [],
    };

    /// <summary>The ranges of pods.</summary>
    public required KnownRanges Pods { get; init; }

    /// <summary>The ranges of Services.</summary>
    public required KnownRanges Services { get; init; }

    /// <summary>Every address of every node, and what the operator adds to them.</summary>
    public required KnownRanges Nodes { get; init; }

    /// <summary>The API server: its Service and what is behind it.</summary>
    public required KnownRanges ApiServer { get; init; }

    /// <summary>Addresses outside these ranges that lead to Services: external ones and those of load balancers.</summary>
    public required KnownRanges ServiceEntries { get; init; }

    /// <summary>The address families that pods and nodes have. A policy with a block of another family stops some CNIs altogether.</summary>
    public required IReadOnlyList<AddressFamily> Families { get; init; }

    /// <summary>Nodes that have no address, where no setting tells it either.</summary>
    public IReadOnlyList<string> NodesWithoutAddress { get; init; } = [];

    /// <summary>Nodes that tell no range of pods beside others that do, where no setting tells it either.</summary>
    public IReadOnlyList<string> NodesWithoutPodRange { get; init; } = [];

    /// <summary>Nodes without an address of the internet: what they send there comes out by somebody else's.</summary>
    public IReadOnlyList<string> NodesInside { get; init; } = [];

    /// <summary>Names that lead to Services, whose addresses are not known: <c>Service backend/api (lb.example.org)</c>.</summary>
    public IReadOnlyList<string> NamedEntries { get; init; } = [];

    /// <summary>Addresses that players come in by to stacks, where they are told: a load balancer's, or those of the host that players are sent to.</summary>
    public KnownRanges PlayerEntries { get; init; } = KnownRanges.Unknown;

    /// <summary>Names that players are sent to, whose addresses are not known: <c>"ctf.example.org" (STACK_PUBLIC_HOST)</c>.</summary>
    public IReadOnlyList<string> NamedPlayerEntries { get; init; } = [];

    /// <summary>Those of <see cref="NodesInside"/> of which it is not told by which address players come in.</summary>
    public IReadOnlyList<string> NodesWithoutEntry { get; init; } = [];

    /// <summary>How the <c>providerID</c> of the nodes begins: <c>azure://</c>.</summary>
    public IReadOnlyList<string> Providers { get; init; } = [];

    /// <summary>The same addresses, known in the same way.</summary>
    /// <param name="other">The addresses to compare with.</param>
    public bool Equals(ClusterAddresses? other) =>
        other is not null && Pods == other.Pods && Services == other.Services && Nodes == other.Nodes && ApiServer == other.ApiServer
        && ServiceEntries == other.ServiceEntries && NodesWithoutAddress.SequenceEqual(other.NodesWithoutAddress) && NodesWithoutPodRange.SequenceEqual(other.NodesWithoutPodRange)
        && PlayerEntries == other.PlayerEntries && NamedPlayerEntries.SequenceEqual(other.NamedPlayerEntries) && NodesWithoutEntry.SequenceEqual(other.NodesWithoutEntry)
        && NodesInside.SequenceEqual(other.NodesInside) && NamedEntries.SequenceEqual(other.NamedEntries) && Providers.SequenceEqual(other.Providers) && Families.SequenceEqual(other.Families);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Pods, Services, Nodes, ApiServer, ServiceEntries);

    internal IEnumerable<IPNetwork> Everything => [.. Pods.Values, .. Services.Values, .. Nodes.Values, .. ApiServer.Values, .. ServiceEntries.Values, .. PlayerEntries.Values];
}
