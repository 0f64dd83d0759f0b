using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>What kubectl prints: tables of one object and of many.</summary>
internal static class TableScenario
{
    private const string Root = "/apis/networking.k8s.io/v1/namespaces/$(ns)";

    public static Scenario Scenario { get; } = new("tables",
    [
        Post("configmap", "configmaps", """{"metadata":{"name":"a","labels":{"suite":"x"}},"data":{"k":"v","l":"w"}}"""),
        Post("secret", "secrets", """{"metadata":{"name":"a","labels":{"suite":"x"}},"data":{"k":"dg=="}}"""),
        Post("service", "services", """{"metadata":{"name":"a","labels":{"suite":"x"}},"spec":{"type":"NodePort","clusterIP":"$(ip0)","ports":[{"name":"x","port":80,"nodePort":$(port0)},{"name":"y","port":53,"protocol":"UDP","nodePort":$(port1)}],"selector":{"app":"x"}}}"""),
        Post("external", "services", """{"metadata":{"name":"b","labels":{"suite":"x"}},"spec":{"type":"ExternalName","externalName":"example.com"}}"""),
        Post("pod", "pods", """{"metadata":{"name":"a","labels":{"suite":"x"}},"spec":{"schedulerName":"nobody","initContainers":[{"name":"i","image":"x"}],"containers":[{"name":"a","image":"x"},{"name":"b","image":"y"}]}}"""),
        Post("policy", $"{Root}/networkpolicies", """{"metadata":{"name":"a","labels":{"suite":"x"}},"spec":{"podSelector":{"matchLabels":{"a":"b"}}}}"""),
        Post("quota", "resourcequotas", """{"metadata":{"name":"a","labels":{"suite":"x"}},"spec":{"hard":{"pods":"50"}}}"""),
        Post("event", "events", """{"metadata":{"name":"a","labels":{"suite":"x"}},"involvedObject":{"kind":"Pod","namespace":"$(ns)","name":"p"},"reason":"Tested","message":"m","type":"Normal","count":1,"source":{"component":"c"}}"""),
        Post("endpoints", "endpoints", """{"metadata":{"name":"z","labels":{"suite":"x"}},"subsets":[{"addresses":[{"ip":"192.0.2.1"},{"ip":"192.0.2.2"}],"ports":[{"port":80}]}]}"""),
        Post("lease", "/apis/coordination.k8s.io/v1/namespaces/$(ns)/leases", """{"metadata":{"name":"a","labels":{"suite":"x"}},"spec":{"holderIdentity":"me"}}"""),
        Get("counted", "resourcequotas/a").UntilField("status.used.pods", "1"),
        .. new[] { "configmaps", "secrets", "services", "pods", "events" }.Select(r => Of($"list-{r}", $"{r}?labelSelector=suite")),
        // Once the controller has made those of the service.
        Of("list-endpoints", "endpoints?labelSelector=suite").UntilField("rows.1.cells.0", "z"),
        Of("list-resourcequotas", "resourcequotas?labelSelector=suite"),
        Of("list-policies", $"{Root}/networkpolicies?labelSelector=suite"),
        Of("list-leases", "/apis/coordination.k8s.io/v1/namespaces/$(ns)/leases?labelSelector=suite"),
        Of("list-none", "configmaps?labelSelector=none"),
        Of("list-page", "services?labelSelector=suite&limit=1"),
        Of("list-everywhere", "/api/v1/configmaps?fieldSelector=metadata.namespace%3D$(ns)&labelSelector=suite"),
        Of("get", "configmaps/a"),
        Of("get-namespace", "/api/v1/namespaces/$(ns)"),
        Of("get-pod", "pods/a"),
        Of("get-missing", "configmaps/none"),
        Of("include-object", "configmaps/a?includeObject=Object"),
        Of("include-none", "configmaps/a?includeObject=None"),
        Of("include-bad", "configmaps/a?includeObject=Some"),
        Patch("bind-and-run", "pods/a/status", """{"status":{"phase":"Running","podIP":"10.1.2.5","podIPs":[{"ip":"10.1.2.5"}],"conditions":[{"type":"Initialized","status":"True"}],"initContainerStatuses":[{"name":"i","ready":true,"restartCount":0,"image":"x","imageID":"","state":{"terminated":{"exitCode":0,"reason":"Completed"}}}],"containerStatuses":[{"name":"a","ready":true,"restartCount":2,"image":"x","imageID":"","state":{"running":{}}},{"name":"b","ready":false,"restartCount":1,"image":"y","imageID":"","state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}"""),
        Of("pod-crashing", "pods/a"),
        Of("delete", "configmaps/a") with { Method = "DELETE" },
    ]);

    private static Exchange Of(string name, string path) => Get(name, path) with { Accept = Table };
}
