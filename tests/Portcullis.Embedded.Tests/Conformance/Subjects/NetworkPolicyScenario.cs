using static Portcullis.Embedded.Tests.Conformance.Ask;

namespace Portcullis.Embedded.Tests.Conformance.Subjects;

/// <summary>Network policies: defaults, generations, and what is refused.</summary>
internal static class NetworkPolicyScenario
{
    private const string Policies = "/apis/networking.k8s.io/v1/namespaces/$(ns)/networkpolicies";

    public static Scenario Scenario { get; } = new("networkpolicies",
    [
        Of("deny-all", "\"podSelector\":{},\"policyTypes\":[\"Ingress\",\"Egress\"]"),
        Of("ingress-by-default", "\"podSelector\":{\"matchLabels\":{\"a\":\"b\"}}"),
        Of("egress-too", "\"podSelector\":{},\"egress\":[{\"to\":[{\"ipBlock\":{\"cidr\":\"0.0.0.0/0\",\"except\":[\"10.0.0.0/8\"]}}],\"ports\":[{\"port\":53},{\"port\":\"dns\",\"protocol\":\"UDP\"}]}]"),
        Of("selectors", "\"podSelector\":{},\"ingress\":[{\"from\":[{\"namespaceSelector\":{\"matchExpressions\":[{\"key\":\"k\",\"operator\":\"NotIn\",\"values\":[\"x\"]}]},\"podSelector\":{}}]}]"),
        Of("everything", "\"podSelector\":{},\"ingress\":[{}],\"egress\":[{}]"),
        Patch("change-spec", $"{Policies}/deny-all", """{"spec":{"policyTypes":["Ingress"]}}"""),
        Patch("label", $"{Policies}/deny-all", """{"metadata":{"labels":{"a":"b"}}}"""),
        Get("get", $"{Policies}/deny-all"),
        Of("bad-cidr", "\"podSelector\":{},\"ingress\":[{\"from\":[{\"ipBlock\":{\"cidr\":\"10.0.0.0\"}}]}]"),
        Of("empty-cidr", "\"podSelector\":{},\"ingress\":[{\"from\":[{\"ipBlock\":{\"cidr\":\"\"}}]}]"),
        Of("except-outside", "\"podSelector\":{},\"egress\":[{\"to\":[{\"ipBlock\":{\"cidr\":\"10.0.0.0/8\",\"except\":[\"11.0.0.0/16\",\"10.0.0.0/8\",\"x\"]}}]}]"),
        Of("peer-of-both-kinds", "\"podSelector\":{},\"ingress\":[{\"from\":[{\"ipBlock\":{\"cidr\":\"10.0.0.0/8\"},\"podSelector\":{}}]}]"),
        Of("peer-of-no-kind", "\"podSelector\":{},\"ingress\":[{\"from\":[{}]}]"),
        Of("bad-selector-operator", "\"podSelector\":{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Like\"}]}"),
        Of("bad-selector-values", "\"podSelector\":{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"In\"},{\"key\":\"b\",\"operator\":\"Exists\",\"values\":[\"x\"]}]}"),
        Of("bad-selector-label", "\"podSelector\":{\"matchLabels\":{\"a b\":\"x\"}}"),
        Of("bad-port", "\"podSelector\":{},\"ingress\":[{\"ports\":[{\"port\":0},{\"port\":70000},{\"port\":\"NOT-A-NAME\"},{\"port\":1,\"protocol\":\"ICMP\"}]}]"),
        Of("bad-type", "\"podSelector\":{},\"policyTypes\":[\"Sideways\"]"),
        Of("types-too-many", "\"podSelector\":{},\"policyTypes\":[\"Ingress\",\"Egress\",\"Ingress\"]"),
        Of("end-port", "\"podSelector\":{},\"egress\":[{\"ports\":[{\"port\":100,\"endPort\":200}]}]"),
        Of("ipv6", "\"podSelector\":{},\"egress\":[{\"to\":[{\"ipBlock\":{\"cidr\":\"2001:db8::/32\",\"except\":[\"2001:db8:1::/48\"]}}]}]"),
        Post("no-spec", Policies, """{"metadata":{"name":"no-spec"}}"""),
        Patch("bad-update", $"{Policies}/everything", """{"spec":{"ingress":[{"from":[{"ipBlock":{"cidr":"nonsense"}}]}]}}"""),
        Patch("replace-rules", $"{Policies}/everything", """{"spec":{"ingress":[{"from":[{"podSelector":{}}]}]}}""", StrategicPatch),
        Get("list", Policies),
        Delete("delete", $"{Policies}/everything"),
        Watch("watch", $"{Policies}?fieldSelector=metadata.name%3Ddeny-all&resourceVersion=$(deny-all:metadata.resourceVersion)", 2),
    ]);

    private static Exchange Of(string name, string spec) => Post(name, Policies, $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{{{{spec}}}}}""");
}
