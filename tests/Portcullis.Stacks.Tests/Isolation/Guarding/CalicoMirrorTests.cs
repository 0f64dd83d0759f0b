using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation.Guarding.Overriding;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>A policy of Calico's own kind is a mirror only when it says what Calico makes of its original.</summary>
public sealed class CalicoMirrorTests
{
    private static readonly NetworkPolicy Original = Clusters.Policy("stacks", "walls", new()
    {
        PodSelector = new() { MatchLabels = new Dictionary<string, string> { ["role"] = "web", ["app"] = "x" } },
        Ingress =
        [
            new()
            {
                From = [new() { NamespaceSelector = new(), PodSelector = new() { MatchExpressions = [new() { Key = "tier", Operator = "NotIn", Values = ["a", "b"] }, new() { Key = "old", Operator = "DoesNotExist" }] } }],
                Ports = [new() { Port = IntOrString.Of(80) }, new() { Port = IntOrString.Of(81) }, new() { Port = IntOrString.Of("dns"), Protocol = "UDP" }],
            },
        ],
        Egress = [new() { To = [new() { IpBlock = new() { Cidr = "10.0.0.0/8", Except = ["10.2.0.0/16", "10.1.0.0/16"] } }] }],
    });

    // As Calico's API server shows it, ports joined.
    private const string Mirror = """
        {"order": 1000, "tier": "default", "types": ["Ingress", "Egress"],
         "selector": "projectcalico.org/orchestrator == 'k8s' && app == 'x' && role == 'web'",
         "ingress": [
           {"action": "Allow", "protocol": "TCP", "destination": {"ports": ["80:81"]}, "source": {"namespaceSelector": "all()", "selector": "projectcalico.org/orchestrator == 'k8s' && tier not in { 'a', 'b' } && ! has(old)"}},
           {"action": "Allow", "protocol": "UDP", "destination": {"ports": ["dns"]}, "source": {"namespaceSelector": "all()", "selector": "projectcalico.org/orchestrator == 'k8s' && tier not in { 'a', 'b' } && ! has(old)"}}],
         "egress": [{"action": "Allow", "source": {}, "destination": {"nets": ["10.0.0.0/8"], "notNets": ["10.2.0.0/16", "10.1.0.0/16"]}}]}
        """;

    [Fact]
    public void What_Calico_makes_of_a_policy_is_its_mirror() => IsMirror(Mirror).ShouldBeTrue();

    [Theory]
    [InlineData("\"order\": 1000", "\"order\": 1")]
    [InlineData("\"tier\": \"default\"", "\"tier\": \"first\"")]
    [InlineData("80:81", "80:82")]
    [InlineData("\"Allow\", \"protocol\": \"UDP\"", "\"Pass\", \"protocol\": \"UDP\"")]
    [InlineData(" && role == 'web'", "")]
    [InlineData(", \"10.1.0.0/16\"", "")]
    [InlineData("\"source\": {}", "\"http\": {\"methods\": [\"GET\"]}")]
    [InlineData("\"destination\": {\"ports\": [\"dns\"]}, ", "")]
    [InlineData("[\"Ingress\", \"Egress\"]", "[\"Ingress\"]")]
    public void Whatever_differs_is_none(string text, string other)
    {
        Mirror.ShouldContain(text);
        IsMirror(Mirror.Replace(text, other, StringComparison.Ordinal)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("other", "knp.default.walls")]
    [InlineData("", "knp.default.walls")]
    [InlineData("stacks", "knp.default.other")]
    [InlineData("stacks", "walls")]
    public void Nor_is_one_elsewhere_or_of_another_name(string space, string name) => IsMirror(Mirror, space, name).ShouldBeFalse();

    private static bool IsMirror(string spec, string space = "stacks", string name = "knp.default.walls") =>
        CalicoMirror.IsMirror(new("projectcalico.org", "NetworkPolicy", new(space, name)) { Spec = JsonDocument.Parse(spec).RootElement }, [Original]);
}
