using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Watches: where they begin, what they send, and what is refused.</summary>
internal static class WatchScenario
{
    private const string Collection = "configmaps?labelSelector=suite";

    public static IEnumerable<Scenario> All => [Watching, Expired];

    private static Scenario Watching { get; } = new("watches",
    [
        Post("a", "configmaps", """{"metadata":{"name":"a","labels":{"suite":"x"}}}"""),
        Post("b", "configmaps", """{"metadata":{"name":"b","labels":{"suite":"x"}}}"""),
        Get("list", Collection),
        Watch("from-nowhere", Collection, 2) with { Unordered = true },
        Watch("from-zero", $"{Collection}&resourceVersion=0", 2) with { Unordered = true },
        Patch("change", "configmaps/a", """{"data":{"k":"v"}}"""),
        Patch("leave-selection", "configmaps/a", """{"metadata":{"labels":{"suite":null}}}"""),
        Patch("enter-selection", "configmaps/a", """{"metadata":{"labels":{"suite":"y"}}}"""),
        Delete("delete", "configmaps/b"),
        Post("again", "configmaps", """{"metadata":{"name":"b","labels":{"suite":"x"}}}"""),
        Watch("from-list", $"{Collection}&resourceVersion=$(list:metadata.resourceVersion)", 5),
        Watch("one-name", "configmaps?fieldSelector=metadata.name%3Db&resourceVersion=$(list:metadata.resourceVersion)", 2),
        Watch("one-object", "/api/v1/watch/namespaces/$(ns)/configmaps/b?resourceVersion=$(list:metadata.resourceVersion)", 2),
        Watch("older-path", "/api/v1/watch/namespaces/$(ns)/configmaps?labelSelector=suite&resourceVersion=$(list:metadata.resourceVersion)", 2),
        Watch("as-table", $"{Collection}&resourceVersion=$(list:metadata.resourceVersion)", 2) with { Accept = Table },
        Get("by-name-in-path", "configmaps/b?watch=true&resourceVersion=0"),
        Watch("bad-version", $"{Collection}&resourceVersion=abc", 1),
        Watch("bad-selector", "configmaps?labelSelector=a%20b%20c", 1),
        Watch("bad-match", $"{Collection}&resourceVersion=0&resourceVersionMatch=Exact", 1),
        Get("ends-by-itself", $"{Collection}&watch=true&timeoutSeconds=1&resourceVersion=$(again:metadata.resourceVersion)"),
    ]);

    private static Scenario Expired { get; } = new("expired",
    [
        Post("create", "configmaps", """{"metadata":{"name":"a"}}"""),
        .. Enumerable.Range(0, 12).Select(i => Patch($"change-{i}", "configmaps/a", $$$"""{"data":{"k":"{{{i}}}"}}""")),
        Watch("too-old", "configmaps?resourceVersion=1", 1),
        Watch("too-old-table", "configmaps?resourceVersion=1", 1) with { Accept = Table },
    ])
    {
        WatchHistory = 8,
    };
}
