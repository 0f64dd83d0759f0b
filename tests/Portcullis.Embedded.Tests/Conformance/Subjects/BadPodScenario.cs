using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Pods that are refused, each for its own reason or for several at once.</summary>
internal static class BadPodScenario
{
    public static Scenario Scenario { get; } = new("bad-pods",
    [
        Post("empty", "pods", """{"metadata":{"name":"bad"}}"""),
        Post("no-containers", "pods", """{"metadata":{"name":"bad"},"spec":{"containers":[]}}"""),
        Of("no-name", """{"image":"x"}"""),
        Of("no-image", """{"name":"a"}"""),
        Of("bad-container-name", """{"name":"A_b","image":"x"}"""),
        Of("spaces-around-image", """{"name":"a","image":" x "}"""),
        Of("port-too-high", """{"name":"a","image":"x","ports":[{"containerPort":70000}]}"""),
        Of("port-missing", """{"name":"a","image":"x","ports":[{"name":"http"}]}"""),
        Of("port-name-bad", """{"name":"a","image":"x","ports":[{"containerPort":1,"name":"UPPER"},{"containerPort":2,"name":"sixteencharacters"}]}"""),
        Of("port-name-twice", """{"name":"a","image":"x","ports":[{"containerPort":1,"name":"p"},{"containerPort":2,"name":"p"}]}"""),
        Of("port-protocol", """{"name":"a","image":"x","ports":[{"containerPort":1,"protocol":"ICMP"}]}"""),
        Of("env-name", """{"name":"a","image":"x","env":[{"name":"1 2","value":"x"},{"name":""}]}"""),
        Of("env-two-sources", """{"name":"a","image":"x","env":[{"name":"A","value":"x","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}]}"""),
        Of("env-field-unknown", """{"name":"a","image":"x","env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"spec.unknown"}}}]}"""),
        Of("env-secret-without-key", """{"name":"a","image":"x","env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"s"}}}]}"""),
        Of("limit-below-request", """{"name":"a","image":"x","resources":{"requests":{"cpu":"2"},"limits":{"cpu":"1"}}}"""),
        Of("resource-unknown", """{"name":"a","image":"x","resources":{"limits":{"bananas":"1"}}}"""),
        Of("resource-negative", """{"name":"a","image":"x","resources":{"requests":{"memory":"-1"}}}"""),
        Of("extended-without-limit", """{"name":"a","image":"x","resources":{"requests":{"example.com/gpu":"1"}}}"""),
        Of("extended-fraction", """{"name":"a","image":"x","resources":{"limits":{"example.com/gpu":"0.5"}}}"""),
        Of("mount-without-volume", """{"name":"a","image":"x","volumeMounts":[{"name":"none","mountPath":"/x"}]}"""),
        Of("mount-without-path", """{"name":"a","image":"x","volumeMounts":[{"name":"none"}]}"""),
        Of("privileged-without-escalation", """{"name":"a","image":"x","securityContext":{"privileged":true,"allowPrivilegeEscalation":false}}"""),
        Of("negative-user", """{"name":"a","image":"x","securityContext":{"runAsUser":-1}}"""),
        Of("probe-without-handler", """{"name":"a","image":"x","readinessProbe":{}}"""),
        Of("probe-two-handlers", """{"name":"a","image":"x","readinessProbe":{"exec":{"command":["a"]},"tcpSocket":{"port":1}}}"""),
        Of("probe-bad-port", """{"name":"a","image":"x","livenessProbe":{"httpGet":{"port":0,"path":"/"},"periodSeconds":-1}}"""),
        Of("pull-policy", """{"name":"a","image":"x","imagePullPolicy":"Sometimes"}"""),
        Of("termination-policy", """{"name":"a","image":"x","terminationMessagePolicy":"None","terminationMessagePath":"relative"}"""),
        Of("two-containers-one-name", """{"name":"a","image":"x"},{"name":"a","image":"y"}"""),
        With("restart-policy", "\"restartPolicy\":\"Sometimes\""),
        With("dns-policy", "\"dnsPolicy\":\"Nowhere\""),
        With("dns-none", "\"dnsPolicy\":\"None\""),
        With("dns-config", "\"dnsConfig\":{\"nameservers\":[\"a\",\"1.1.1.1\",\"1.1.1.2\",\"1.1.1.3\"]}"),
        With("deadline-zero", "\"activeDeadlineSeconds\":0"),
        With("grace-negative", "\"terminationGracePeriodSeconds\":-1"),
        With("node-selector", "\"nodeSelector\":{\"a b\":\"x\"}"),
        With("node-name", "\"nodeName\":\"A_b\""),
        With("service-account", "\"serviceAccountName\":\"A_b\""),
        With("host-name", "\"hostname\":\"a.b\",\"subdomain\":\"C\""),
        With("host-alias", "\"hostAliases\":[{\"ip\":\"x\",\"hostnames\":[\"A_b\"]}]"),
        With("toleration", "\"tolerations\":[{\"key\":\"a\",\"operator\":\"Exists\",\"value\":\"x\"},{\"operator\":\"Equal\",\"value\":\"x\"},{\"key\":\"b\",\"effect\":\"Never\"},{\"key\":\"c\",\"effect\":\"NoSchedule\",\"tolerationSeconds\":3}]"),
        With("volume-two-sources", "\"volumes\":[{\"name\":\"v\",\"emptyDir\":{},\"configMap\":{\"name\":\"c\"}}]"),
        With("volume-names", "\"volumes\":[{\"name\":\"v\"},{\"name\":\"v\"},{\"name\":\"V\"},{}]"),
        With("volume-host-path", "\"volumes\":[{\"name\":\"v\",\"hostPath\":{\"path\":\"a/../b\"}}]"),
        With("priority-class", "\"priorityClassName\":\"no-such-class\""),
        With("priority-given", "\"priority\":5"),
        With("host-port-without-network", "\"hostNetwork\":true,\"initContainers\":[{\"name\":\"a\",\"image\":\"x\"}]"),
        With("seccomp", "\"securityContext\":{\"seccompProfile\":{\"type\":\"Localhost\"},\"sysctls\":[{\"name\":\"a b\",\"value\":\"1\"}],\"supplementalGroups\":[-1]}"),
        Post("bad-everything", "pods", """{"metadata":{"name":"Bad","labels":{"-":"x"},"annotations":{"a b":""}},"spec":{"restartPolicy":"x","containers":[{"name":"","image":""}]}}"""),
        Post("bad-owner", "pods", """{"metadata":{"name":"bad","ownerReferences":[{"apiVersion":"v1","kind":"Event","name":"e","uid":"u"},{"apiVersion":"","kind":"","name":"","uid":""}]},"spec":{"containers":[{"name":"a","image":"x"}]}}"""),
        Post("bad-finalizer", "pods", """{"metadata":{"name":"bad","finalizers":["no-slash","a b/c"]},"spec":{"containers":[{"name":"a","image":"x"}]}}"""),
        Post("wrong-types", "pods", """{"metadata":{"name":"bad"},"spec":{"containers":"none"}}"""),
        Post("bad-quantity", "pods", """{"metadata":{"name":"bad"},"spec":{"containers":[{"name":"a","image":"x","resources":{"limits":{"cpu":"lots"}}}]}}"""),
    ]);

    private static Exchange Of(string name, string container) =>
        Post(name, "pods", $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"schedulerName":"nobody","containers":[{{{container}}}]}}""");

    private static Exchange With(string name, string field) =>
        Post(name, "pods", $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"schedulerName":"nobody","containers":[{"name":"a","image":"x"}],{{{field}}}}}""");
}
