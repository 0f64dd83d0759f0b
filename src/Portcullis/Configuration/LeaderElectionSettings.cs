namespace Portcullis.Configuration;

/// <summary>How replicas agree on the one that cleans up.</summary>
internal sealed record LeaderElectionSettings
{
    /// <summary>Whether they do. Default false: this replica acts as the leader.</summary>
    public bool Enabled { get; init; }

    /// <summary>The namespace of the lease. Default <c>backend</c>.</summary>
    public string Namespace { get; init; } = "backend";

    /// <summary>The name of the lease. Default <c>container-provisioner</c>.</summary>
    public string Name { get; init; } = "container-provisioner";

    /// <summary>How long others wait for a silent leader. Default 15 s.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a leader tries to renew. Default 10 s.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time between attempts. Default 2 s.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>This replica's name: of the variable, of <c>POD_NAME</c>, or of <c>HOSTNAME</c>, which every pod has; null where none of them is set, and any name does.</summary>
    public string? Identity { get; init; }
}
