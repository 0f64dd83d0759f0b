using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Service accounts, which no controller has touched since 1.24.</summary>
internal static class ServiceAccountScenario
{
    private const string Accounts = "serviceaccounts";
    private const string Selector = "labelSelector=suite%3D$(ns)";
    private const string Meta = "\"name\":\"a\",\"labels\":{\"suite\":\"$(ns)\"}";

    public static Scenario Scenario { get; } = new("serviceaccounts",
    [
        Post("create", Accounts, $$$$"""{"metadata":{{{{{Meta}}}}},"automountServiceAccountToken":false}"""),
        Get("settled", $"{Accounts}/a"),
        Post("create-taken", Accounts, $$$$"""{"metadata":{{{{{Meta}}}}}}"""),
        Get("list", $"{Accounts}?{Selector}"),
        Get("list-everywhere", $"/api/v1/{Accounts}?{Selector}"),
        Patch("patch", $"{Accounts}/a", """{"metadata":{"annotations":{"color":"blue"}}}"""),
        Put("update", $"{Accounts}/a", $$$$"""{"metadata":{{{{{Meta}}}}},"secrets":$(settled:secrets|[]),"imagePullSecrets":[{"name":"pull"}]}"""),
        Put("update-old-version", $"{Accounts}/a", """{"metadata":{"name":"a","resourceVersion":"$(create:metadata.resourceVersion)"}}"""),
        Watch("watch", $"{Accounts}?{Selector}&resourceVersion=$(settled:metadata.resourceVersion)", 2),
        Post("create-bad-name", Accounts, """{"metadata":{"name":"A_b"}}"""),
        Delete("delete", $"{Accounts}/a"),
        Delete("delete-missing", $"{Accounts}/a"),
        Post("create-more", Accounts, $$$$"""{"metadata":{{{{{Meta}}}}}}"""),
        Get("settled-more", $"{Accounts}/a"),
        Delete("delete-collection", $"{Accounts}?{Selector}"),
        Get("get-deleted", $"{Accounts}/a"),
        Get("default-account", $"{Accounts}/default") with { Until = new(200, null, null) },
    ]);
}
