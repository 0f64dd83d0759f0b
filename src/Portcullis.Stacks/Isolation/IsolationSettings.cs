using System.Net;

namespace Portcullis.Stacks.Isolation;

/// <summary>What keeps stacks away from everything else.</summary>
public sealed record IsolationSettings
{
    /// <summary>What an open verdict does. Default <see cref="IsolationMode.Enforce"/>.</summary>
    public IsolationMode Mode { get; init; } = IsolationMode.Enforce;

    /// <summary>Whether the walls are kept by us. Default true.</summary>
    public bool ManageWalls { get; init; } = true;

    /// <summary>Who else in the cluster may reach stacks. Default nobody.</summary>
    public IReadOnlyList<IngressPeer> IngressFrom { get; init; } = [];

    /// <summary>The ranges of pods; empty to discover them. Default empty.</summary>
    public IReadOnlyList<IPNetwork> PodCidrs { get; init; } = [];

    /// <summary>The ranges of Services; empty to discover them. Default empty.</summary>
    public IReadOnlyList<IPNetwork> ServiceCidrs { get; init; } = [];

    /// <summary>The ranges of nodes; empty to discover them. Default empty.</summary>
    public IReadOnlyList<IPNetwork> NodeCidrs { get; init; } = [];

    /// <summary>More ranges that stacks must not reach. Default empty.</summary>
    public IReadOnlyList<IPNetwork> ProtectedCidrs { get; init; } = [];

    /// <summary>The addresses that stacks come out by, where nodes do not have them: a NAT's. Default empty.</summary>
    public IReadOnlyList<IPNetwork> EgressCidrs { get; init; } = [];

    /// <summary>The addresses that players come in by, where nodes do not have them: a load balancer's, or those behind the name that they are sent to. Default empty.</summary>
    public IReadOnlyList<IPNetwork> PublicCidrs { get; init; } = [];

    /// <summary>What stands behind names that lead into the cluster, such as those of load balancers. Default empty.</summary>
    public IReadOnlyList<NamedRange> NamedCidrs { get; init; } = [];

    /// <summary>Whether stacks wait for their walls. Default true.</summary>
    public bool Airlock { get; init; } = true;

    /// <summary>The airlock's image. Default <c>busybox:1.36</c>.</summary>
    public string AirlockImage { get; init; } = "busybox:1.36";

    /// <summary>How long the airlock waits. Default 30 s.</summary>
    public TimeSpan AirlockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often each node is patrolled while nothing happens; zero for never. Default 10 min.</summary>
    public TimeSpan PatrolInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the API server may say nothing of a part of the cluster before nothing is proven any more. Default 2 min 30 s.</summary>
    public TimeSpan MaxAge { get; init; } = DefaultMaxAge;

    /// <summary>Two bookmarks, which come about once a minute, and half a minute for the way.</summary>
    public static TimeSpan DefaultMaxAge { get; } = TimeSpan.FromSeconds(150);

    /// <summary>Whether some ingress policy must exist. Default false.</summary>
    public bool RequireIngressNetworkPolicy { get; init; }
}

/// <summary>Addresses that a name stands for.</summary>
/// <param name="Name">The name: <c>lb.example.org</c>.</param>
/// <param name="Range">Some of its addresses.</param>
public sealed record NamedRange(string Name, IPNetwork Range);

/// <summary>What an open verdict of the guard does.</summary>
public enum IsolationMode
{
    /// <summary>New stacks are refused.</summary>
    Enforce,

    /// <summary>It is reported, and stacks are made all the same.</summary>
    Warn,

    /// <summary>Nobody looks.</summary>
    Off,
}
