using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>What a server says of itself, and what callers may do.</summary>
internal static class ServerScenario
{
    private const string Reviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    public static Scenario Scenario { get; } = new("server",
    [
        Get("healthz", "/healthz"),
        Get("livez", "/livez"),
        Get("readyz", "/readyz"),
        Get("healthz-ping", "/healthz/ping"),
        Get("version", "/version"),
        Get("api", "/api"),
        Get("apis", "/apis"),
        Get("core", "/api/v1"),
        Get("networking-group", "/apis/networking.k8s.io"),
        Get("networking", "/apis/networking.k8s.io/v1"),
        Get("coordination", "/apis/coordination.k8s.io/v1"),
        Get("authorization", "/apis/authorization.k8s.io/v1"),
        Get("discovery", "/apis/discovery.k8s.io/v1"),
        Get("discovery-as-written", "/apis/discovery.k8s.io/v1"),
        Get("root", "/"),
        Post("may", Reviews, """{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"resourceAttributes":{"namespace":"$(ns)","verb":"create","resource":"pods"}}}"""),
        Post("may-path", Reviews, """{"spec":{"nonResourceAttributes":{"path":"/healthz","verb":"get"}}}"""),
        Post("may-nothing", Reviews, """{"spec":{}}"""),
        Post("may-both", Reviews, """{"spec":{"resourceAttributes":{"verb":"get"},"nonResourceAttributes":{"path":"/","verb":"get"}}}"""),
        Post("may-malformed", Reviews, "{"),
        Get("may-get", Reviews),
    ]);
}
