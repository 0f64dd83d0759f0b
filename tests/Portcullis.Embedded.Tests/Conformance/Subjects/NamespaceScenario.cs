using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Namespaces: their life, and what happens in one that is going.</summary>
/// <remarks>What is deleted is so first: a real controller takes five seconds before it begins to empty a namespace.</remarks>
internal static class NamespaceScenario
{
    private const string All = "/api/v1/namespaces";

    public static Scenario Scenario { get; } = new("namespaces",
    [
        Post("brief", All, """{"metadata":{"name":"$(ns)-brief"}}"""),
        Delete("delete-brief", $"{All}/$(ns)-brief"),
        Post("other", All, """{"metadata":{"name":"$(ns)-other"}}"""),
        Post("held", "/api/v1/namespaces/$(ns)-other/configmaps", """{"metadata":{"name":"held","finalizers":["example.com/held"]}}"""),
        Delete("delete", $"{All}/$(ns)-other"),
        Get("terminating", $"{All}/$(ns)-other").UntilField("status.phase", "Terminating"),
        Post("create-in-terminating", "/api/v1/namespaces/$(ns)-other/configmaps", """{"metadata":{"name":"late"}}"""),
        Get("get", $"{All}/$(ns)"),
        Get("get-missing", $"{All}/$(ns)-none"),
        Post("create-bad-name", All, """{"metadata":{"name":"a.b"}}"""),
        Post("create-long-name", All, $$$"""{"metadata":{"name":"{{{new string('a', 64)}}}"}}"""),
        Post("create-in-namespace", All, """{"metadata":{"name":"$(ns)-x","namespace":"$(ns)"}}"""),
        Post("create-generated", All, """{"metadata":{"generateName":"$(ns)-g-"}}"""),
        Get("list-by-phase", $"{All}?fieldSelector=status.phase%3DActive,metadata.name%3D$(ns)"),
        Get("list-by-name", $"{All}?fieldSelector=metadata.name%3D$(ns)"),
        Get("list-bad-field", $"{All}?fieldSelector=spec.finalizers%3Dx"),
        Patch("label", $"{All}/$(ns)", """{"metadata":{"labels":{"team":"a"}}}"""),
        Patch("bad-label", $"{All}/$(ns)", """{"metadata":{"labels":{"team":"a b"}}}"""),
        Patch("spec-is-kept", $"{All}/$(ns)", """{"spec":{"finalizers":["example.com/mine"]}}"""),
        Post("restricted", All, """{"metadata":{"name":"$(ns)-restricted","labels":{"pod-security.kubernetes.io/enforce":"restricted"}}}"""),
        Post("pod-in-restricted", "/api/v1/namespaces/$(ns)-restricted/pods", """{"metadata":{"name":"a"},"spec":{"schedulerName":"nobody","hostNetwork":true,"containers":[{"name":"a","image":"x"}]}}"""),
        Delete("delete-default", $"{All}/default"),
        Delete("delete-system", $"{All}/kube-system"),
        Delete("delete-missing", $"{All}/$(ns)-none"),
        Delete("delete-collection", All),
        Put("finalize-active", $"{All}/$(ns)/finalize", """{"metadata":{"name":"$(ns)"},"spec":{"finalizers":["kubernetes"]}}"""),
        Post("create-in-missing", "/api/v1/namespaces/$(ns)-none/configmaps", """{"metadata":{"name":"late"}}"""),
        Get("list-in-missing", "/api/v1/namespaces/$(ns)-none/configmaps"),
        Get("get-in-missing", "/api/v1/namespaces/$(ns)-none/configmaps/a"),
        Delete("delete-again", $"{All}/$(ns)-other?gracePeriodSeconds=0"),
        Get("held-is-deleted", "/api/v1/namespaces/$(ns)-other/configmaps/held").UntilField("metadata.deletionGracePeriodSeconds", "0"),
        Patch("release", "/api/v1/namespaces/$(ns)-other/configmaps/held", """{"metadata":{"finalizers":null}}"""),
        Get("brief-gone", $"{All}/$(ns)-brief").UntilCode(404),
    ]);
}
