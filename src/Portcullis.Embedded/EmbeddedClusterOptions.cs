using System.Net;
using Portcullis.Embedded.Simulation;
using Portcullis.Model.Wire.Authorization;

namespace Portcullis.Embedded;

/// <summary>How an embedded cluster is set up.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>Where to listen; null for no socket, port 0 for any free port. Default null.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>The bearer token that requests must carry; null for none. Default null.</summary>
    public string? Token { get; init; }

    /// <summary>Whether running pods answer on their node ports on 127.0.0.1. Default false.</summary>
    public bool NodePortListeners { get; init; }

    /// <summary>The range of service addresses. Default 10.43.0.0/16.</summary>
    public string ServiceCidr { get; init; } = "10.43.0.0/16";

    /// <summary>The range of pod addresses. Default 10.42.0.0/16.</summary>
    public string PodCidr { get; init; } = "10.42.0.0/16";

    /// <summary>Whether pods, nodes and services have IPv6 addresses besides. Default false.</summary>
    public bool DualStack { get; init; }

    /// <summary>The range of the IPv6 addresses of services, where there are two families. Default fd00:43::/112.</summary>
    public string ServiceCidrV6 { get; init; } = "fd00:43::/112";

    /// <summary>The range of the IPv6 addresses of pods, where there are two families. Default fd00:42::/48.</summary>
    public string PodCidrV6 { get; init; } = "fd00:42::/48";

    /// <summary>The lowest node port. Default 30000.</summary>
    public int NodePortMin { get; init; } = 30000;

    /// <summary>The highest node port. Default 32767.</summary>
    public int NodePortMax { get; init; } = 32767;

    /// <summary>How many changes of each resource are kept for watches; older ones are answered with 410. Default 4096.</summary>
    public int WatchHistory { get; init; } = 4096;

    /// <summary>How often a watch that asked for bookmarks gets one. Default 1 min, about as often as from the API server.</summary>
    public TimeSpan BookmarkInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether nodes, scheduler and kubelets are simulated. Default true.</summary>
    public bool Simulate { get; init; } = true;

    /// <summary>How long the simulated nodes take for things.</summary>
    public SimulationOptions Simulation { get; init; } = new();

    /// <summary>What an access review answers with "no"; by default nothing.</summary>
    public Func<ResourceAttributes, bool> Denies { get; init; } = static _ => false;

    /// <summary>The ranges of service addresses, one for each family.</summary>
    internal IReadOnlyList<string> ServiceRanges => DualStack ? [ServiceCidr, ServiceCidrV6] : [ServiceCidr];

    /// <summary>The ranges of pod addresses, one for each family.</summary>
    internal IReadOnlyList<string> PodRanges => DualStack ? [PodCidr, PodCidrV6] : [PodCidr];
}
