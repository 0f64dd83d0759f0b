using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Server-side apply: ownership, conflicts, forcing and giving up.</summary>
internal static class ApplyScenario
{
    private const string Head = "\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}";

    public static Scenario Scenario { get; } = new("applies",
    [
        Map("create", "one", "\"data\":{\"k\":\"1\",\"l\":\"1\"}"),
        Map("same", "one", "\"data\":{\"k\":\"1\",\"l\":\"1\"}"),
        Map("change-own", "one", "\"data\":{\"k\":\"2\",\"l\":\"1\"}"),
        Map("conflict", "two", "\"data\":{\"k\":\"3\"}"),
        Map("conflicts", "two", "\"data\":{\"k\":\"3\",\"l\":\"3\"}"),
        Map("share", "two", "\"data\":{\"k\":\"2\",\"m\":\"2\"}"),
        Map("force", "two&force=true", "\"data\":{\"k\":\"3\",\"m\":\"2\"}"),
        Map("give-up", "one", "\"data\":{\"l\":\"1\"}"),
        Map("drop", "two", "\"data\":{\"m\":\"2\"}"),
        Patch("take-by-patch", "configmaps/a?fieldManager=three", """{"data":{"m":"9"}}"""),
        Map("conflict-with-patch", "two", "\"data\":{\"m\":\"2\"}"),
        Get("get", "configmaps/a"),
        Apply("no-manager", "configmaps/a", $$"""{{{Head}}}"""),
        Apply("no-name", "configmaps/b?fieldManager=one", """{"apiVersion":"v1","kind":"ConfigMap","data":{"k":"1"}}"""),
        Apply("other-name", "configmaps/c?fieldManager=one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"other"}}"""),
        Apply("no-kind", "configmaps/c?fieldManager=one", """{"metadata":{"name":"c"}}"""),
        Apply("other-kind", "configmaps/c?fieldManager=one", """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"c"}}"""),
        Apply("managed-fields", "configmaps/c?fieldManager=one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","managedFields":[{"manager":"x"}]}}"""),
        Apply("old-version", "configmaps/a?fieldManager=one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"$(create:metadata.resourceVersion)"}}"""),
        Apply("dry-run", "configmaps/dry?fieldManager=one&dryRun=All", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"dry"}}"""),
        Apply("invalid", "configmaps/d?fieldManager=one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"d"},"data":{"a b":"x"}}"""),
        Apply("malformed", "configmaps/d?fieldManager=one", "{"),
        Apply("yaml", "configmaps/yaml?fieldManager=one", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml}\n"),
        Post("not-applied", "configmaps?fieldManager=maker", """{"metadata":{"name":"made"},"data":{"k":"1"}}"""),
        Apply("conflict-with-maker", "configmaps/made?fieldManager=one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"made"},"data":{"k":"2"}}"""),
        Apply("agree-with-maker", "configmaps/made?fieldManager=one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"made"},"data":{"k":"1"}}"""),
        Apply("service", "services/s?fieldManager=one", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":80,"protocol":"TCP"}],"selector":{"a":"b"}}}"""),
        Apply("service-second-port", "services/s?fieldManager=two", """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"name":"b","port":81,"protocol":"TCP"}]}}"""),
        Apply("policy", "/apis/networking.k8s.io/v1/namespaces/$(ns)/networkpolicies/p?fieldManager=one", """{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"p"},"spec":{"podSelector":{},"policyTypes":["Ingress"]}}"""),
    ]);

    private static Exchange Map(string name, string manager, string rest) => Apply(name, $"configmaps/a?fieldManager={manager}", $$"""{{{Head}},{{rest}}}""");
}
