namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>Exchanges on one subject, in order, in a namespace of their own on both servers.</summary>
/// <param name="Name">One word; part of the namespace's name.</param>
/// <param name="Exchanges">The requests.</param>
internal sealed record Scenario(string Name, IReadOnlyList<Exchange> Exchanges)
{
    /// <summary>How many changes the embedded server remembers, for scenarios about versions that it has forgotten.</summary>
    public int WatchHistory { get; init; } = 4096;
}
