using Portcullis.Configuration;
using Portcullis.Embedded.Simulation.Leaks;

namespace Portcullis.Cli.Serving;

/// <summary>The options of <c>serve</c>; they win over the environment.</summary>
internal sealed record ServeOptions
{
    /// <summary>Whether the cluster is the embedded one.</summary>
    public bool Embedded { get; init; }

    /// <summary>Where the API listens; null to let the environment decide.</summary>
    public ListenAddress? Listen { get; init; }

    /// <summary>The kubeconfig; null to let the environment decide.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The context; null to let the environment decide.</summary>
    public string? Context { get; init; }

    /// <summary>Where to write the embedded cluster's kubeconfig; null for nowhere.</summary>
    public string? ClusterKubeconfig { get; init; }

    /// <summary>Whether simulated pods answer on their NodePorts.</summary>
    public bool NodePortListeners { get; init; } = true;

    /// <summary>How soon the embedded cluster's network would enforce policies; null for the usual delay.</summary>
    public TimeSpan? EnforcementDelay { get; init; }

    /// <summary>Whether the embedded cluster's network would not enforce policies.</summary>
    public bool NoEnforcement { get; init; }

    /// <summary>What the embedded cluster's network lets through although policies forbid it.</summary>
    public IReadOnlyList<NetworkLeak> Leaks { get; init; } = [];

    /// <summary>Whether the embedded cluster has IPv6 besides.</summary>
    public bool DualStack { get; init; }

    /// <summary>The settings with these options applied.</summary>
    /// <param name="configuration">What the environment says.</param>
    public PortcullisConfiguration ApplyTo(PortcullisConfiguration configuration) => configuration with
    {
        Api = configuration.Api with { Listen = Listen ?? configuration.Api.Listen },
        Cluster = configuration.Cluster with
        {
            Kubeconfig = Kubeconfig ?? configuration.Cluster.Kubeconfig,
            Context = Context ?? configuration.Cluster.Context,
        },
    };
}
