using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Limit ranges: what they fill in, and what they refuse.</summary>
internal static class LimitRangeScenario
{
    public static Scenario Scenario { get; } = new("limitranges",
    [
        Post("create", "limitranges", """{"metadata":{"name":"a"},"spec":{"limits":[{"type":"Container","max":{"cpu":"1","memory":"1Gi"},"min":{"cpu":"50m"},"default":{"cpu":"500m"},"defaultRequest":{"cpu":"100m","memory":"64Mi"}}]}}"""),
        Get("get", "limitranges/a"),
        Pod("filled-in", "a", "{}"),
        Pod("request-given", "b", """{"requests":{"cpu":"200m"}}"""),
        Pod("limit-given", "c", """{"limits":{"memory":"100Mi"}}"""),
        Pod("above-max", "d", """{"limits":{"cpu":"2"}}"""),
        Pod("below-min", "d", """{"requests":{"cpu":"10m"}}"""),
        Pod("above-and-below", "d", """{"requests":{"cpu":"10m"},"limits":{"cpu":"3"}}"""),
        Pod("request-above-max", "d", """{"requests":{"memory":"2Gi"},"limits":{"memory":"3Gi"}}"""),
        Post("pod-range", "limitranges", """{"metadata":{"name":"p"},"spec":{"limits":[{"type":"Pod","max":{"cpu":"1500m"},"maxLimitRequestRatio":{"cpu":"2"}}]}}"""),
        Post("pod-above-max", "pods?dryRun=All", """{"metadata":{"name":"e"},"spec":{"schedulerName":"nobody","containers":[{"name":"a","image":"x","resources":{"limits":{"cpu":"1"}}},{"name":"b","image":"x","resources":{"limits":{"cpu":"1"}}}]}}""").UntilCode(403),
        Pod("ratio", "e", """{"requests":{"cpu":"100m"},"limits":{"cpu":"900m"}}"""),
        Post("bad-type", "limitranges", """{"metadata":{"name":"bad"},"spec":{"limits":[{"type":"Nothing here","max":{"cpu":"1"}}]}}"""),
        Post("bad-order", "limitranges", """{"metadata":{"name":"bad"},"spec":{"limits":[{"type":"Container","max":{"cpu":"1"},"min":{"cpu":"2"}}]}}"""),
        Post("bad-default", "limitranges", """{"metadata":{"name":"bad"},"spec":{"limits":[{"type":"Container","max":{"cpu":"1"},"default":{"cpu":"2"}}]}}"""),
        Post("bad-pod-default", "limitranges", """{"metadata":{"name":"bad"},"spec":{"limits":[{"type":"Pod","default":{"cpu":"2"}}]}}"""),
        Post("bad-twice", "limitranges", """{"metadata":{"name":"bad"},"spec":{"limits":[{"type":"Container","max":{"cpu":"1"}},{"type":"Container","max":{"cpu":"2"}}]}}"""),
        Post("bad-ratio", "limitranges", """{"metadata":{"name":"bad"},"spec":{"limits":[{"type":"Container","maxLimitRequestRatio":{"cpu":"500m"}}]}}"""),
        Put("update", "limitranges/a", """{"metadata":{"name":"a"},"spec":{"limits":[{"type":"Container","max":{"cpu":"2"}}]}}"""),
        Delete("delete", "limitranges/a"),
    ]);

    private static Exchange Pod(string exchange, string name, string resources) => Post(
        exchange,
        "pods",
        $$$$"""{"metadata":{"name":"{{{{name}}}}"},"spec":{"schedulerName":"nobody","containers":[{"name":"a","image":"x","resources":{{{{resources}}}}}]}}""");
}
