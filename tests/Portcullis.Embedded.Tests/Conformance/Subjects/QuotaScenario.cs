using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Resource quotas: what counts, what is refused, what the status says.</summary>
/// <remarks>
/// A real server knows of a quota, and of what is used of it, a moment after it is written, and its controller may for
/// a moment count too little again: what must be refused is a dry run, asked until it is.
/// </remarks>
internal static class QuotaScenario
{
    private const string Quota = "resourcequotas/q";

    public static Scenario Scenario { get; } = new("quota",
    [
        Post("create", "resourcequotas", """{"metadata":{"name":"q"},"spec":{"hard":{"pods":"2","requests.cpu":"1","limits.memory":"1Gi","services":"2","services.nodeports":"1"}}}"""),
        Get("counted", Quota).UntilField("status.used.pods", "0"),
        Get("get-status", $"{Quota}/status"),
        Pod("pod-says-nothing", "a", "{}", "?dryRun=All").UntilCode(403),
        Pod("pod-says-half", "a", """{"requests":{"cpu":"100m"}}""", "?dryRun=All").UntilCode(403),
        Pod("pod-fits", "a", """{"requests":{"cpu":"600m"},"limits":{"memory":"512Mi"}}"""),
        Get("used-by-pod", Quota).UntilField("status.used.pods", "1"),
        Pod("pod-too-much-cpu", "b", """{"requests":{"cpu":"600m"},"limits":{"memory":"100Mi"}}""", "?dryRun=All").UntilCode(403),
        Pod("pod-too-much-of-both", "b", """{"requests":{"cpu":"600m"},"limits":{"memory":"600Mi"}}""", "?dryRun=All").UntilCode(403),
        Pod("pod-fits-too", "b", """{"requests":{"cpu":"400m"},"limits":{"memory":"512Mi"}}"""),
        Get("used-by-both", Quota).UntilField("status.used.pods", "2"),
        Pod("pod-too-many", "c", """{"requests":{"cpu":"0"},"limits":{"memory":"0"}}""", "?dryRun=All").UntilCode(403),
        Post("dry-run", "pods?dryRun=All", """{"metadata":{"name":"dry"},"spec":{"schedulerName":"nobody","containers":[{"name":"a","image":"x","resources":{"requests":{"cpu":"2"},"limits":{"memory":"1"}}}]}}""").UntilCode(403),
        Pod("pod-name-taken", "a", """{"requests":{"cpu":"0"},"limits":{"memory":"0"}}"""),
        Delete("delete-pod", "pods/b"),
        Get("given-back", Quota).UntilField("status.used.pods", "1"),
        Patch("pod-fails", "pods/a/status", """{"status":{"phase":"Failed"}}"""),
        Get("failed-does-not-count", Quota).UntilField("status.used.pods", "0"),
        ServiceScenario.Of("service", "one", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port0)}]"),
        Get("used-by-service", Quota).UntilField("status.used.services", "1"),
        Refused("node-port-too-many", "two", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port1)}]"),
        ServiceScenario.Of("service-fits", "two", "\"ports\":[{\"port\":80}]"),
        Refused("service-too-many", "three", "\"ports\":[{\"port\":80}]"),
        Patch("service-takes-node-port", "services/two?dryRun=All", """{"spec":{"type":"NodePort","ports":[{"port":80,"nodePort":$(port2)}]}}""").UntilCode(403),
        Patch("lower", Quota, """{"spec":{"hard":{"services":"1"}}}"""),
        Get("lowered", Quota).UntilField("status.hard.services", "1"),
        Post("bad-resource", "resourcequotas", """{"metadata":{"name":"bad"},"spec":{"hard":{"bananas":"1"}}}"""),
        Post("bad-negative", "resourcequotas", """{"metadata":{"name":"bad"},"spec":{"hard":{"pods":"-1"}}}"""),
        Post("bad-fraction", "resourcequotas", """{"metadata":{"name":"bad"},"spec":{"hard":{"pods":"0.5"}}}"""),
        Post("bad-scope", "resourcequotas", """{"metadata":{"name":"bad"},"spec":{"hard":{"pods":"1"},"scopes":["Never"]}}"""),
        Post("bad-scopes-together", "resourcequotas", """{"metadata":{"name":"bad"},"spec":{"hard":{"pods":"1"},"scopes":["BestEffort","NotBestEffort"]}}"""),
        Patch("change-scopes", Quota, """{"spec":{"scopes":["NotTerminating"]}}"""),
        Patch("patch-status", $"{Quota}/status", """{"metadata":{"labels":{"from":"status"}}}"""),
        Put("update-status", $"{Quota}/status", """{"metadata":{"name":"q"},"status":$(lowered:status)}"""),
        Delete("delete-quota", Quota),
        ServiceScenario.Of("free-again", "three", "\"ports\":[{\"port\":80}]").UntilCode(201),
        Post("count", "resourcequotas", """{"metadata":{"name":"n"},"spec":{"hard":{"count/endpoints":"0","count/leases.coordination.k8s.io":"0","count/networkpolicies.networking.k8s.io":"0"}}}"""),
        Get("counted-none", "resourcequotas/n").UntilField("status.hard.count/endpoints", "0"),
        Post("endpoints-too-many", "endpoints?dryRun=All", """{"metadata":{"name":"a"}}""").UntilCode(403),
        Post("lease-too-many", "/apis/coordination.k8s.io/v1/namespaces/$(ns)/leases", """{"metadata":{"name":"a"}}"""),
        Post("policy-too-many", "/apis/networking.k8s.io/v1/namespaces/$(ns)/networkpolicies", """{"metadata":{"name":"a"},"spec":{"podSelector":{}}}"""),
        Post("secrets-do-not-count", "secrets", """{"metadata":{"name":"a"}}"""),
    ]);

    private static Exchange Refused(string exchange, string name, string spec) =>
        ServiceScenario.Of(exchange, name, spec) with { Path = "services?dryRun=All", Until = new(403, null, null) };

    private static Exchange Pod(string exchange, string name, string resources, string query = "") => Post(
        exchange,
        $"pods{query}",
        $$$$"""{"metadata":{"name":"{{{{name}}}}"},"spec":{"schedulerName":"nobody","containers":[{"name":"a","image":"x","resources":{{{{resources}}}}}]}}""");
}
