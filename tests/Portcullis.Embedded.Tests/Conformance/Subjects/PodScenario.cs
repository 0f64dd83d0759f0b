using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Pods: defaults, binding, status, what may change, graceful deletion.</summary>
internal static class PodScenario
{
    private const string Small = ResourceSamples.UnscheduledPod;

    private const string Full = """
        {"metadata":{"name":"full","labels":{"app":"full"}},"spec":{"schedulerName":"nobody","restartPolicy":"Never","activeDeadlineSeconds":600,
        "initContainers":[{"name":"init","image":"busybox","command":["true"],"resources":{"limits":{"cpu":"0.5","memory":"1000Mi"}}}],
        "containers":[{"name":"app","image":"app","ports":[{"containerPort":80},{"containerPort":53,"protocol":"UDP","name":"dns"}],
        "env":[{"name":"A","value":"b"},{"name":"POD","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}},{"name":"S","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}],
        "readinessProbe":{"httpGet":{"path":"/","port":80}},"livenessProbe":{"tcpSocket":{"port":"dns"}},"lifecycle":{"preStop":{"exec":{"command":["true"]}}},
        "volumeMounts":[{"name":"tmp","mountPath":"/tmp"},{"name":"cfg","mountPath":"/cfg"}],
        "securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"runAsNonRoot":true},
        "resources":{"limits":{"cpu":"500m","memory":"512Mi"}}}],
        "volumes":[{"name":"tmp","emptyDir":{}},{"name":"cfg","configMap":{"name":"c"}},{"name":"sec","secret":{"secretName":"s"}}],
        "tolerations":[{"key":"a","operator":"Exists","effect":"NoExecute","tolerationSeconds":5}],
        "dnsConfig":{"nameservers":["1.1.1.1"]},"dnsPolicy":"None","automountServiceAccountToken":false}}
        """;

    public static Scenario Scenario { get; } = new("pods",
    [
        Post("create-full", "pods", Full),
        Post("create", "pods", $$$"""{"metadata":{"name":"a","labels":{"app":"a"}},"spec":{{{Small}}}}"""),
        Post("create-best-effort-tag", "pods", """{"metadata":{"name":"tags"},"spec":{"schedulerName":"nobody","containers":[{"name":"a","image":"a"},{"name":"b","image":"a:latest"},{"name":"c","image":"a@sha256:0123456789012345678901234567890123456789012345678901234567890123"}]}}"""),
        Get("list-by-node", "pods?fieldSelector=spec.nodeName%3D,metadata.name%3Da"),
        Get("list-by-phase", "pods?fieldSelector=status.phase%3DRunning"),
        Get("list-by-policy", "pods?fieldSelector=spec.restartPolicy%3DNever"),
        Get("list-bad-field", "pods?fieldSelector=spec.containers%3Dx"),
        Patch("change-image", "pods/a", """{"spec":{"containers":[{"name":"app","image":"app:2"}]}}""", StrategicPatch),
        Patch("change-command", "pods/a", """{"spec":{"containers":[{"name":"app","command":["x"]}]}}""", StrategicPatch),
        Patch("change-scheduler", "pods/a", """{"spec":{"schedulerName":"other"}}"""),
        Patch("change-node", "pods/a", """{"spec":{"nodeName":"elsewhere"}}"""),
        Patch("add-container", "pods/a", """{"spec":{"containers":[{"name":"second","image":"x"}]}}""", StrategicPatch),
        Patch("set-deadline", "pods/a", """{"spec":{"activeDeadlineSeconds":50}}"""),
        Patch("raise-deadline", "pods/a", """{"spec":{"activeDeadlineSeconds":60}}"""),
        Patch("lower-deadline", "pods/a", """{"spec":{"activeDeadlineSeconds":10}}"""),
        Patch("drop-deadline", "pods/a", """{"spec":{"activeDeadlineSeconds":null}}"""),
        Patch("add-toleration", "pods/a", """{"spec":{"tolerations":[{"key":"mine","operator":"Exists"}]}}""", StrategicPatch),
        Patch("drop-tolerations", "pods/a", """{"spec":{"tolerations":[]}}"""),
        Patch("label", "pods/a", """{"metadata":{"labels":{"app":"b","more":"x"}}}"""),
        Patch("bad-label-key", "pods/a", """{"metadata":{"labels":{"a b":"x"}}}"""),
        Patch("bad-annotation-key", "pods/a", """{"metadata":{"annotations":{"a/b/c":"x"}}}"""),
        Patch("change-grace", "pods/a", """{"spec":{"terminationGracePeriodSeconds":5}}"""),
        Post("bind-nowhere", "pods/a/binding", """{"metadata":{"name":"a"},"target":{"kind":"Node"}}"""),
        Post("bind-dry-run", "pods/a/binding?dryRun=All", """{"metadata":{"name":"a"},"target":{"kind":"Node","name":"$(ns)-node"}}"""),
        Post("bind", "pods/a/binding", """{"metadata":{"name":"a"},"target":{"kind":"Node","name":"$(ns)-node"}}"""),
        Post("bind-again", "pods/a/binding", """{"metadata":{"name":"a"},"target":{"kind":"Node","name":"$(ns)-node"}}"""),
        Post("bind-missing", "pods/none/binding", """{"metadata":{"name":"none"},"target":{"kind":"Node","name":"x"}}"""),
        Get("get-bound", "pods/a"),
        Patch("run", "pods/a/status", """{"status":{"phase":"Running","podIP":"10.1.2.3","podIPs":[{"ip":"10.1.2.3"}],"conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[{"name":"app","image":"app:2","imageID":"","ready":true,"restartCount":0,"state":{"running":{"startedAt":"2020-01-01T00:00:00Z"}}}]}}""", StrategicPatch),
        Patch("run-merges-conditions", "pods/a/status", """{"status":{"conditions":[{"type":"Ready","status":"False","reason":"Because","message":"m"}]}}""", StrategicPatch),
        Patch("bad-status", "pods/a/status", """{"status":{"podIP":"10.1.2.3","podIPs":[{"ip":"nonsense"}]}}"""),
        Patch("status-leaves-spec", "pods/a/status", """{"spec":{"activeDeadlineSeconds":3},"status":{"message":"told"}}"""),
        Get("list-by-ip", "pods?fieldSelector=status.podIP%3D10.1.2.3"),
        Get("log-two-containers", "pods/tags/log"),
        Get("log-unknown-container", "pods/tags/log?container=none"),
        Get("log-missing-pod", "pods/none/log"),
        Get("log-unbound", "pods/full/log?container=app"),
        Delete("delete", "pods/a"),
        Get("get-terminating", "pods/a"),
        Delete("delete-again", "pods/a"),
        Delete("delete-longer", "pods/a", """{"gracePeriodSeconds":60}"""),
        Delete("delete-sooner", "pods/a", """{"gracePeriodSeconds":2}"""),
        Patch("finalizer-too-late", "pods/a", """{"metadata":{"finalizers":["example.com/x"]}}"""),
        Delete("delete-now", "pods/a?gracePeriodSeconds=0"),
        Get("get-deleted", "pods/a"),
        Watch("watch", "pods?fieldSelector=metadata.name%3Da&resourceVersion=$(get-bound:metadata.resourceVersion)", 7),
        Watch("watch-unready", "pods?fieldSelector=metadata.name%3Dfull&resourceVersion=0", 1),
        Delete("delete-unbound", "pods/full"),
        Watch("watch-unbound", "pods?fieldSelector=metadata.name%3Dfull&resourceVersion=$(create-full:metadata.resourceVersion)", 2),
        Delete("delete-collection", "pods"),
        Get("list-empty", "pods"),
    ]);
}
