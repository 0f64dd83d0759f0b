using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Nodes: made tainted, and written to by controllers until they have what those want.</summary>
/// <remarks>
/// The first update takes the taint away as the node controller does, whichever comes first; from then on nothing else
/// writes. The annotation is the one that the TTL controller would add.
/// </remarks>
internal static class NodeScenario
{
    private const string Nodes = "/api/v1/nodes";
    private const string Selector = "labelSelector=suite%3D$(ns)";
    private const string Meta = "\"name\":\"$(ns)-a\",\"labels\":{\"suite\":\"$(ns)\"},\"annotations\":{\"node.alpha.kubernetes.io/ttl\":\"0\"}";

    public static Scenario Scenario { get; } = new("nodes",
    [
        Post("create", Nodes, $$$$"""{"metadata":{{{{{Meta}}}}},"status":{"capacity":{"cpu":"4","pods":"10"}}}"""),
        Put("update", $"{Nodes}/$(ns)-a", $$$$"""{"metadata":{{{{{Meta}}}}},"spec":{"podCIDR":"10.200.7.0/24","podCIDRs":["10.200.7.0/24"]}}"""),
        Get("get", $"{Nodes}/$(ns)-a"),
        Get("list", $"{Nodes}?{Selector}"),
        Get("list-schedulable", $"{Nodes}?{Selector}&fieldSelector=spec.unschedulable%3Dfalse"),
        Get("list-unschedulable", $"{Nodes}?{Selector}&fieldSelector=spec.unschedulable%3Dtrue"),
        Get("list-bad-field", $"{Nodes}?fieldSelector=spec.podCIDR%3Dx"),
        Post("create-taken", Nodes, $$$$"""{"metadata":{{{{{Meta}}}}}}"""),
        Put("update-old-version", $"{Nodes}/$(ns)-a", """{"metadata":{"name":"$(ns)-a","resourceVersion":"$(create:metadata.resourceVersion)"}}"""),
        Patch("patch", $"{Nodes}/$(ns)-a", """{"metadata":{"labels":{"role":"stack"}}}"""),
        Patch("change-pod-range", $"{Nodes}/$(ns)-a", """{"spec":{"podCIDR":"10.200.8.0/24","podCIDRs":["10.200.8.0/24"]}}"""),
        Patch("bad-taint", $"{Nodes}/$(ns)-a", """{"spec":{"taints":[{"key":"a b","effect":"Sometimes"}]}}"""),
        Patch("taint-twice", $"{Nodes}/$(ns)-a", """{"spec":{"taints":[{"key":"a","effect":"NoSchedule"},{"key":"a","effect":"NoSchedule"}]}}"""),
        Get("get-status", $"{Nodes}/$(ns)-a/status"),
        Patch("patch-status", $"{Nodes}/$(ns)-a/status", """{"status":{"addresses":[{"type":"InternalIP","address":"192.0.2.3"},{"type":"ExternalIP","address":"192.0.2.4"}]}}""", StrategicPatch),
        Patch("patch-status-capacity", $"{Nodes}/$(ns)-a/status", """{"status":{"capacity":{"cpu":"8"}}}"""),
        Patch("address-twice", $"{Nodes}/$(ns)-a/status", """{"status":{"addresses":[{"type":"InternalIP","address":"192.0.2.3"},{"type":"InternalIP","address":"192.0.2.3"}]}}"""),
        Put("update-status", $"{Nodes}/$(ns)-a/status", $$$$"""{"metadata":{{{{{Meta}}}}},"status":{"capacity":{"cpu":"6"}}}"""),
        Get("get-after-status", $"{Nodes}/$(ns)-a"),
        Watch("watch", $"{Nodes}?{Selector}&resourceVersion=$(update:metadata.resourceVersion)", 4),
        Post("create-bad-name", Nodes, """{"metadata":{"name":"A_b"}}"""),
        Post("create-bad-range", Nodes, """{"metadata":{"name":"$(ns)-bad"},"spec":{"podCIDR":"10.0.0.0/64","podCIDRs":["10.0.0.0/64"]}}"""),
        Delete("delete-dry-run", $"{Nodes}/$(ns)-a?dryRun=All"),
        Delete("delete", $"{Nodes}/$(ns)-a"),
        Delete("delete-missing", $"{Nodes}/$(ns)-a"),
        Post("create-to-delete", Nodes, """{"metadata":{"name":"$(ns)-b","labels":{"gone":"$(ns)"},"annotations":{"node.alpha.kubernetes.io/ttl":"0"}}}"""),
        Put("untaint", $"{Nodes}/$(ns)-b", """{"metadata":{"name":"$(ns)-b","labels":{"gone":"$(ns)"},"annotations":{"node.alpha.kubernetes.io/ttl":"0"}}}"""),
        Delete("delete-collection", $"{Nodes}?labelSelector=gone%3D$(ns)"),
        Get("get-deleted", $"{Nodes}/$(ns)-b"),
    ]);
}
