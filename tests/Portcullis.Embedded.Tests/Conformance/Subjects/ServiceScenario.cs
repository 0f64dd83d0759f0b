using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Services: addresses, types, and what may change.</summary>
internal static class ServiceScenario
{
    public static Scenario Scenario { get; } = new("services",
    [
        Of("create", "a", "\"ports\":[{\"port\":80}],\"selector\":{\"app\":\"none\"}"),
        Of("create-with-address", "fixed", "\"clusterIP\":\"$(ip0)\",\"ports\":[{\"port\":80,\"targetPort\":\"http\"}]"),
        Of("address-taken", "taken", "\"clusterIP\":\"$(ip0)\",\"ports\":[{\"port\":80}]"),
        Of("address-out-of-range", "bad", "\"clusterIP\":\"192.0.2.1\",\"ports\":[{\"port\":80}]"),
        Of("address-nonsense", "bad", "\"clusterIP\":\"nonsense\",\"ports\":[{\"port\":80}]"),
        Of("headless", "headless", "\"clusterIP\":\"None\",\"selector\":{\"app\":\"x\"}"),
        Of("external-name", "external", "\"type\":\"ExternalName\",\"externalName\":\"example.com\""),
        Of("external-name-missing", "bad", "\"type\":\"ExternalName\""),
        Of("external-name-bad", "bad", "\"type\":\"ExternalName\",\"externalName\":\"-x\""),
        Of("client-affinity", "sticky", "\"sessionAffinity\":\"ClientIP\",\"ports\":[{\"port\":80}]"),
        Of("affinity-too-long", "bad", "\"sessionAffinity\":\"ClientIP\",\"sessionAffinityConfig\":{\"clientIP\":{\"timeoutSeconds\":100000}},\"ports\":[{\"port\":80}]"),
        Of("affinity-unknown", "bad", "\"sessionAffinity\":\"Cookie\",\"ports\":[{\"port\":80}]"),
        Of("load-balancer", "balanced", "\"type\":\"LoadBalancer\",\"ports\":[{\"port\":80,\"nodePort\":$(port0)}],\"loadBalancerSourceRanges\":[\"192.0.2.0/24\"]"),
        Of("load-balancer-bad-range", "bad", "\"type\":\"LoadBalancer\",\"ports\":[{\"port\":80}],\"loadBalancerSourceRanges\":[\"x\"]"),
        Of("external-ips", "outside", "\"externalIPs\":[\"192.0.2.5\"],\"ports\":[{\"port\":80}]"),
        Of("external-ips-bad", "bad", "\"externalIPs\":[\"127.0.0.1\",\"x\"],\"ports\":[{\"port\":80}]"),
        Of("no-ports", "bad", "\"selector\":{\"app\":\"x\"}"),
        Of("port-zero", "bad", "\"ports\":[{\"port\":0}]"),
        Of("port-too-high", "bad", "\"ports\":[{\"port\":65536}]"),
        Of("ports-unnamed", "bad", "\"ports\":[{\"port\":80},{\"port\":81}]"),
        Of("ports-twice", "bad", "\"ports\":[{\"name\":\"a\",\"port\":80},{\"name\":\"b\",\"port\":80}]"),
        Of("port-names-twice", "bad", "\"ports\":[{\"name\":\"a\",\"port\":80},{\"name\":\"a\",\"port\":81}]"),
        Of("ports-of-two-protocols", "mixed", "\"ports\":[{\"name\":\"a\",\"port\":53},{\"name\":\"b\",\"port\":53,\"protocol\":\"UDP\"}]"),
        Of("protocol-unknown", "bad", "\"ports\":[{\"port\":80,\"protocol\":\"ICMP\"}]"),
        Of("target-port-bad", "bad", "\"ports\":[{\"port\":80,\"targetPort\":\"not a name\"}]"),
        Of("target-port-too-high", "bad", "\"ports\":[{\"port\":80,\"targetPort\":70000}]"),
        Of("type-unknown", "bad", "\"type\":\"Magic\",\"ports\":[{\"port\":80}]"),
        Of("selector-bad", "bad", "\"selector\":{\"a b\":\"c d\"},\"ports\":[{\"port\":80}]"),
        Of("name-digit", "1bad", "\"ports\":[{\"port\":80}]"),
        Of("name-upper", "Bad", "\"ports\":[{\"port\":80}]"),
        Of("name-taken", "a", "\"ports\":[{\"port\":80}]"),
        Of("traffic-policy-inside", "bad", "\"externalTrafficPolicy\":\"Local\",\"ports\":[{\"port\":80}]"),
        Of("headless-node-port", "bad", "\"type\":\"NodePort\",\"clusterIP\":\"None\",\"ports\":[{\"port\":80}]"),
        Post("dry-run", "services?dryRun=All", """{"metadata":{"name":"dry"},"spec":{"clusterIP":"$(ip1)","ports":[{"port":80}]}}"""),
        Of("address-free-after-dry-run", "wet", "\"clusterIP\":\"$(ip1)\",\"ports\":[{\"port\":80}]"),
        Patch("change-address", "services/fixed", """{"spec":{"clusterIP":"$(ip2)","clusterIPs":["$(ip2)"]}}"""),
        Patch("change-selector", "services/fixed", """{"spec":{"selector":{"app":"y"}}}"""),
        Patch("change-ports", "services/fixed", """{"spec":{"ports":[{"port":81}]}}"""),
        Patch("ports-merge-by-port", "services/mixed", """{"spec":{"ports":[{"port":53,"targetPort":5353}]}}""", StrategicPatch),
        Patch("to-external-name", "services/wet", """{"spec":{"type":"ExternalName","externalName":"example.org","clusterIP":"","clusterIPs":null}}"""),
        Of("address-free-again", "heir", "\"clusterIP\":\"$(ip1)\",\"ports\":[{\"port\":80}]"),
        Delete("delete", "services/fixed"),
        Of("address-free-after-delete", "heir-too", "\"clusterIP\":\"$(ip0)\",\"ports\":[{\"port\":80}]"),
        Put("update-without-address", "services/heir", """{"metadata":{"name":"heir","resourceVersion":"$(address-free-again:metadata.resourceVersion)"},"spec":{"ports":[{"port":82}]}}"""),
        Put("update-missing", "services/upserted", """{"metadata":{"name":"upserted"},"spec":{"ports":[{"port":82}]}}"""),
        Delete("delete-collection", "services"),
        Get("list-by-type", "services?fieldSelector=spec.type%3DExternalName"),
    ]);

    internal static Exchange Of(string exchange, string name, string spec) =>
        Post(exchange, "services", $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{{{{spec}}}}}""");
}
