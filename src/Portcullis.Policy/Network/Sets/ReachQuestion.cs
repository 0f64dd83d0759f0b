namespace Portcullis.Policy.Network.Sets;

/// <summary>Can any of these reach any of those, on any of these ports?</summary>
public sealed record ReachQuestion
{
    /// <summary>The sources.</summary>
    public required EndpointSet From { get; init; }

    /// <summary>The destinations.</summary>
    public required EndpointSet To { get; init; }

    /// <summary>Asks as if this namespace had no policies; null, the default, for the cluster as it is.</summary>
    public string? WithoutPoliciesOf { get; init; }

    /// <summary>The ports: all of them by default.</summary>
    public IReadOnlyList<PortRange> Ports { get; init; } = PortRange.All;
}
