namespace Portcullis.Policy.Network;

/// <summary>Can any of these reach any of those, on any of these ports?</summary>
public sealed record ReachQuestion
{
    /// <summary>The sources.</summary>
    public required EndpointSet From { get; init; }

    /// <summary>The destinations.</summary>
    public required EndpointSet To { get; init; }

    /// <summary>The ports: all of them by default.</summary>
    public IReadOnlyList<PortRange> Ports { get; init; } = PortRange.All;
}
