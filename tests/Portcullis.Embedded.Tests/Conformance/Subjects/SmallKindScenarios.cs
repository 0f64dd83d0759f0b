using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Kinds with few rules of their own.</summary>
internal static class SmallKindScenarios
{
    private const string Leases = "/apis/coordination.k8s.io/v1/namespaces/$(ns)/leases";
    private const string Slices = "/apis/discovery.k8s.io/v1/namespaces/$(ns)/endpointslices";

    public static IEnumerable<Scenario> All => [Secret, Lease, Endpoints, Slice, Event];

    private static Scenario Secret { get; } = new("secrets",
    [
        Post("create", "secrets", """{"metadata":{"name":"a"},"stringData":{"k":"v"}}"""),
        Post("data-and-string", "secrets", """{"metadata":{"name":"b"},"data":{"k":"eA==","l":"eQ=="},"stringData":{"k":"z"}}"""),
        Patch("change", "secrets/a", """{"stringData":{"k":"w","m":""}}"""),
        Patch("change-type", "secrets/a", """{"type":"example.com/other"}"""),
        Patch("make-immutable", "secrets/a", """{"immutable":true}"""),
        Patch("change-immutable", "secrets/a", """{"stringData":{"k":"x"}}"""),
        Post("bad-base64", "secrets", """{"metadata":{"name":"bad"},"data":{"k":"not base64"}}"""),
        Post("bad-key", "secrets", """{"metadata":{"name":"bad"},"data":{"a/b":"eA=="}}"""),
        Post("docker", "secrets", """{"metadata":{"name":"docker"},"type":"kubernetes.io/dockerconfigjson","stringData":{".dockerconfigjson":"{\"auths\":{}}"}}"""),
        Post("docker-missing", "secrets", """{"metadata":{"name":"bad"},"type":"kubernetes.io/dockerconfigjson"}"""),
        Post("docker-no-json", "secrets", """{"metadata":{"name":"bad"},"type":"kubernetes.io/dockerconfigjson","stringData":{".dockerconfigjson":"x"}}"""),
        Post("tls", "secrets", """{"metadata":{"name":"tls"},"type":"kubernetes.io/tls","stringData":{"tls.crt":"x"}}"""),
        Post("basic-auth", "secrets", """{"metadata":{"name":"bad"},"type":"kubernetes.io/basic-auth"}"""),
        Get("list-by-type", "secrets?fieldSelector=type%3DOpaque"),
        Get("get", "secrets/a"),
    ]);

    private static Scenario Lease { get; } = new("leases",
    [
        Post("create", Leases, """{"metadata":{"name":"a"},"spec":{"holderIdentity":"me","leaseDurationSeconds":15,"acquireTime":"2020-01-02T03:04:05.678901Z","renewTime":"2020-01-02T03:04:05.000000Z","leaseTransitions":1}}"""),
        Post("create-empty", Leases, """{"metadata":{"name":"b"}}"""),
        Post("bad-duration", Leases, """{"metadata":{"name":"bad"},"spec":{"leaseDurationSeconds":0,"leaseTransitions":-1}}"""),
        Post("bad-time", Leases, """{"metadata":{"name":"bad"},"spec":{"renewTime":"yesterday"}}"""),
        Put("renew", $"{Leases}/a", """{"metadata":{"name":"a","resourceVersion":"$(create:metadata.resourceVersion)"},"spec":{"holderIdentity":"me","leaseDurationSeconds":15,"renewTime":"2020-01-02T03:04:06.000000Z"}}"""),
        Put("lost", $"{Leases}/a", """{"metadata":{"name":"a","resourceVersion":"$(create:metadata.resourceVersion)"},"spec":{"holderIdentity":"other"}}"""),
        Put("without-version", $"{Leases}/a", """{"metadata":{"name":"a"},"spec":{"holderIdentity":"other"}}"""),
        Patch("patch", $"{Leases}/a", """{"spec":{"holderIdentity":null}}"""),
        Patch("patch-old-version", $"{Leases}/a", """{"metadata":{"resourceVersion":"$(create:metadata.resourceVersion)"},"spec":{"holderIdentity":"x"}}"""),
    ]);

    private static Scenario Endpoints { get; } = new("endpoints",
    [
        Post("create", "endpoints", """{"metadata":{"name":"a"},"subsets":[{"addresses":[{"ip":"192.0.2.1","targetRef":{"kind":"Pod","name":"p"}},{"ip":"192.0.2.2","nodeName":"n"}],"notReadyAddresses":[{"ip":"192.0.2.3"}],"ports":[{"name":"x","port":80},{"name":"y","port":53,"protocol":"UDP"}]}]}"""),
        Post("empty", "endpoints", """{"metadata":{"name":"b"}}"""),
        Post("bad-address", "endpoints", """{"metadata":{"name":"bad"},"subsets":[{"addresses":[{"ip":"x"},{"ip":"127.0.0.1"},{"ip":"169.254.0.1"}],"ports":[{"port":80}]}]}"""),
        Post("bad-port", "endpoints", """{"metadata":{"name":"bad"},"subsets":[{"addresses":[{"ip":"192.0.2.1"}],"ports":[{"port":0},{"port":80,"name":"A B"}]}]}"""),
        Post("no-address", "endpoints", """{"metadata":{"name":"bad"},"subsets":[{"ports":[{"port":80}]}]}"""),
        Put("update", "endpoints/a", """{"metadata":{"name":"a"},"subsets":[{"addresses":[{"ip":"192.0.2.9"}],"ports":[{"port":81}]}]}"""),
        ServiceScenario.Of("service", "svc", "\"selector\":{\"app\":\"web\"},\"ports\":[{\"name\":\"http\",\"port\":80,\"targetPort\":\"web\"}]"),
        Get("of-service", "endpoints/svc").UntilCode(200),
        Post("node", "/api/v1/nodes", """{"metadata":{"name":"$(ns)-node","annotations":{"node.alpha.kubernetes.io/ttl":"0"}}}"""),
        Post("pod", "pods", """{"metadata":{"name":"web","labels":{"app":"web"}},"spec":{"schedulerName":"nobody","containers":[{"name":"a","image":"x","ports":[{"name":"web","containerPort":8080}]}]}}"""),
        Post("bind", "pods/web/binding", """{"metadata":{"name":"web"},"target":{"kind":"Node","name":"$(ns)-node"}}"""),
        Patch("running-unready", "pods/web/status", """{"status":{"phase":"Running","podIP":"10.1.2.4","podIPs":[{"ip":"10.1.2.4"}],"conditions":[{"type":"Ready","status":"False"}]}}"""),
        Get("not-ready", "endpoints/svc").UntilField("subsets.0.notReadyAddresses.0.ip", "10.1.2.4"),
        Patch("ready", "pods/web/status", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}"""),
        Get("is-ready", "endpoints/svc").UntilField("subsets.0.addresses.0.ip", "10.1.2.4"),
        Get("slices", $"{Slices}?labelSelector=kubernetes.io/service-name%3Dsvc").UntilField("items.0.endpoints.0.conditions.ready", "true"),
        Delete("delete-pod", "pods/web?gracePeriodSeconds=0"),
        Get("gone", "endpoints/svc").UntilField("subsets", ""),
        Delete("delete-service", "services/svc"),
        Get("gone-with-service", "endpoints/svc").UntilCode(404),
    ]);

    private static Scenario Slice { get; } = new("endpointslices",
    [
        Post("create", Slices, """{"metadata":{"name":"a"},"addressType":"IPv4","endpoints":[{"addresses":["192.0.2.1"],"conditions":{"ready":true}}],"ports":[{"name":"x","port":80},{"name":"y","port":53,"protocol":"UDP"}]}"""),
        Post("no-type", Slices, """{"metadata":{"name":"bad"},"endpoints":[]}"""),
        Post("bad-type", Slices, """{"metadata":{"name":"bad"},"addressType":"IPv5","endpoints":[]}"""),
        Post("bad-address", Slices, """{"metadata":{"name":"bad"},"addressType":"IPv4","endpoints":[{"addresses":["x"]},{"addresses":[]}]}"""),
        Post("ports-twice", Slices, """{"metadata":{"name":"bad"},"addressType":"IPv4","endpoints":[],"ports":[{"port":80},{"port":81}]}"""),
        Post("ports-unnamed", Slices, """{"metadata":{"name":"b"},"addressType":"IPv4","endpoints":[],"ports":[{"port":80}]}"""),
        Patch("change-endpoints", $"{Slices}/a", """{"endpoints":[{"addresses":["192.0.2.2"]}]}"""),
        Patch("change-label", $"{Slices}/a", """{"metadata":{"labels":{"a":"b"}}}"""),
        Patch("change-annotation", $"{Slices}/a", """{"metadata":{"annotations":{"a":"b"}}}"""),
        Patch("change-type", $"{Slices}/a", """{"addressType":"IPv6"}"""),
        Get("as-written", $"{Slices}?labelSelector=none"),
    ]);

    private static Scenario Event { get; } = new("events",
    [
        Post("create", "events", """{"metadata":{"name":"a"},"involvedObject":{"kind":"Pod","namespace":"$(ns)","name":"p","uid":"u"},"reason":"Started","message":"m","type":"Normal","source":{"component":"kubelet","host":"n"},"firstTimestamp":"2020-01-02T03:04:05Z","lastTimestamp":"2020-01-02T03:04:06Z","count":2}"""),
        Post("other-namespace", "events", """{"metadata":{"name":"bad"},"involvedObject":{"kind":"Pod","namespace":"elsewhere","name":"p"},"reason":"Started"}"""),
        Post("without-object", "events", """{"metadata":{"name":"bare"},"reason":"Started"}"""),
        Post("with-event-time", "events", """{"metadata":{"name":"timed"},"involvedObject":{"kind":"Pod","namespace":"$(ns)","name":"p"},"eventTime":"2020-01-02T03:04:05.000006Z","reason":"Started","action":"Starting","reportingComponent":"example.com/kubelet","reportingInstance":"n","type":"Normal"}"""),
        Get("list-by-object", "events?fieldSelector=involvedObject.kind%3DPod,involvedObject.name%3Dp,reason%3DStarted,type%3DNormal"),
        Get("list-by-uid", "events?fieldSelector=involvedObject.uid%3Du"),
        Get("list-by-source", "events?fieldSelector=source%3Dkubelet"),
        Get("list-bad-field", "events?fieldSelector=message%3Dm"),
        Patch("count", "events/a", """{"count":3,"lastTimestamp":"2020-01-02T03:04:07Z"}"""),
    ]);
}
