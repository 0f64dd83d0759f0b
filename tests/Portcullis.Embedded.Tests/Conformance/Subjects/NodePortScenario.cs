using static Portcullis.Embedded.Tests.Conformance.Ask;
using static Portcullis.Embedded.Tests.Conformance.Subjects.ServiceScenario;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Node ports: asked for, given, taken, kept and given back.</summary>
/// <remarks>What the servers choose themselves comes last: it could be a port that is asked for later.</remarks>
internal static class NodePortScenario
{
    public static Scenario Scenario { get; } = new("nodeports",
    [
        Of("create", "a", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port0)}],\"selector\":{\"app\":\"x\"}"),
        Of("taken", "b", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port0)}]"),
        Of("taken-and-name-taken", "a", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port0)}]"),
        Of("one-of-two-taken", "b", "\"type\":\"NodePort\",\"ports\":[{\"name\":\"x\",\"port\":80,\"nodePort\":$(port1)},{\"name\":\"y\",\"port\":81,\"nodePort\":$(port0)}]"),
        Of("free-after-refusal", "b", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port1)}]"),
        Of("out-of-range", "c", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":29999}]"),
        Of("out-of-range-high", "c", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":32768}]"),
        Of("negative", "c", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":-1}]"),
        Of("one-port-both-protocols", "both", "\"type\":\"NodePort\",\"ports\":[{\"name\":\"t\",\"port\":53,\"nodePort\":$(port2)},{\"name\":\"u\",\"port\":53,\"protocol\":\"UDP\",\"nodePort\":$(port2)}]"),
        Of("one-port-twice", "twice", "\"type\":\"NodePort\",\"ports\":[{\"name\":\"t\",\"port\":53,\"nodePort\":$(port3)},{\"name\":\"u\",\"port\":54,\"nodePort\":$(port3)}]"),
        Of("other-protocol-of-taken", "udp", "\"type\":\"NodePort\",\"ports\":[{\"port\":53,\"protocol\":\"UDP\",\"nodePort\":$(port0)}]"),
        Of("on-cluster-ip", "c", "\"ports\":[{\"port\":80,\"nodePort\":$(port4)}]"),
        Of("bad-name-holds-no-port", "Bad", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port4)}]"),
        Of("free-after-bad-name", "good", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port4)}]"),
        Patch("change-to-taken", "services/a", """{"spec":{"ports":[{"port":80,"nodePort":$(port1)}]}}"""),
        Patch("change", "services/a", """{"spec":{"ports":[{"port":80,"nodePort":$(port5)}]}}"""),
        Of("free-after-change", "c", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port0)}]"),
        Patch("change-out-of-range", "services/a", """{"spec":{"ports":[{"port":80,"nodePort":80}]}}"""),
        Patch("to-cluster-ip", "services/c", """{"spec":{"type":"ClusterIP","externalTrafficPolicy":null,"ports":[{"port":80}]}}"""),
        Of("free-after-type-change", "d", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port0)}]"),
        Patch("to-node-port", "services/c", """{"spec":{"type":"NodePort","ports":[{"port":80,"nodePort":$(port6)}]}}"""),
        Patch("traffic-policy", "services/c", """{"spec":{"externalTrafficPolicy":"Local"}}"""),
        Patch("traffic-policy-unknown", "services/c", """{"spec":{"externalTrafficPolicy":"Sideways"}}"""),
        Delete("delete", "services/d"),
        Of("free-after-delete", "e", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port0)}]"),
        Post("dry-run-taken", "services?dryRun=All", """{"metadata":{"name":"f"},"spec":{"type":"NodePort","ports":[{"port":80,"nodePort":$(port0)}]}}"""),
        Post("dry-run", "services?dryRun=All", """{"metadata":{"name":"f"},"spec":{"type":"NodePort","ports":[{"port":80,"nodePort":$(port7)}]}}"""),
        Of("free-after-dry-run", "f", "\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":$(port7)}]"),
        Put("update-keeps-port", "services/f", """{"metadata":{"name":"f","resourceVersion":"$(free-after-dry-run:metadata.resourceVersion)"},"spec":{"type":"NodePort","clusterIP":"$(free-after-dry-run:spec.clusterIP)","clusterIPs":["$(free-after-dry-run:spec.clusterIP)"],"ports":[{"port":80}]}}"""),
        Of("given", "given", "\"type\":\"NodePort\",\"ports\":[{\"port\":80}],\"externalTrafficPolicy\":\"Local\""),
    ]);
}
