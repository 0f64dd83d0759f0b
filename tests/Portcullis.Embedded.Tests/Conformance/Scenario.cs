namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>Exchanges on one subject, in order, in a namespace of their own.</summary>
/// <param name="Name">One word; part of the namespace's name.</param>
/// <param name="Exchanges">The requests.</param>
internal sealed record Scenario(string Name, IReadOnlyList<Exchange> Exchanges)
{
    /// <summary>How many changes the embedded server remembers, for scenarios about versions that it has forgotten.</summary>
    public int WatchHistory { get; init; } = 4096;

    /// <summary>Whether it is recorded after all others, since it changes what a whole cluster does.</summary>
    public bool Alone { get; init; }

    /// <summary>Every exchange, with the one first that makes the namespace.</summary>
    public IEnumerable<Exchange> Whole => Exchanges.Prepend(OwnNamespace);

    private static Exchange OwnNamespace { get; } =
        Ask.Post("own-namespace", "/api/v1/namespaces", """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"$(ns)"}}""");
}
