using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portcullis.Embedded.Defaulting;
using Portcullis.Model.Json;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Tests.Defaulting;

public sealed class ObjectDefaultsTests
{
    [Fact]
    public void Node_port_service_is_filled_in()
    {
        var spec = Default("""{"spec":{"type":"NodePort","ports":[{"port":80},{"port":53,"protocol":"UDP","targetPort":"dns"}]}}""", ModelJson.Default.Service).Spec!;

        (spec.SessionAffinity, spec.ExternalTrafficPolicy, spec.InternalTrafficPolicy).ShouldBe(("None", "Cluster", "Cluster"));
        spec.AllocateLoadBalancerNodePorts.ShouldBeNull();
        spec.Ports!.Select(p => $"{p.Protocol} {p.TargetPort}").ShouldBe(["TCP 80", "UDP dns"]);
    }

    [Fact]
    public void Cluster_ip_service_has_no_external_traffic_policy()
    {
        var service = Default("""{"spec":{"ports":[{"port":80}]}}""", ModelJson.Default.Service);

        service.Spec!.Type.ShouldBe("ClusterIP");
        service.Spec.ExternalTrafficPolicy.ShouldBeNull();
        service.Status!.LoadBalancer.ShouldNotBeNull();
    }

    [Fact]
    public void Load_balancer_allocates_node_ports_and_client_affinity_lasts_three_hours()
    {
        var spec = Default("""{"spec":{"type":"LoadBalancer","sessionAffinity":"ClientIP"}}""", ModelJson.Default.Service).Spec!;

        spec.AllocateLoadBalancerNodePorts.ShouldBe(true);
        spec.SessionAffinityConfig!.Value.GetProperty("clientIP").GetProperty("timeoutSeconds").GetInt32().ShouldBe(10800);
    }

    [Theory]
    [InlineData("""{}""", "Ingress")]
    [InlineData("""{"egress":[]}""", "Ingress")]
    [InlineData("""{"egress":[{}]}""", "Ingress Egress")]
    [InlineData("""{"egress":[{}],"policyTypes":["Egress"]}""", "Egress")]
    public void Policy_types_follow_the_rules(string spec, string types) =>
        string.Join(' ', Default($$"""{"spec":{{spec}}}""", ModelJson.Default.NetworkPolicy).Spec!.PolicyTypes!).ShouldBe(types);

    [Fact]
    public void Policy_ports_are_tcp_and_the_selector_selects_all()
    {
        var spec = Default("""{"spec":{"ingress":[{"ports":[{"port":80},{"port":53,"protocol":"UDP"}]}]}}""", ModelJson.Default.NetworkPolicy).Spec!;

        spec.Ingress![0].Ports!.Select(p => p.Protocol).ShouldBe(["TCP", "UDP"]);
        spec.PodSelector.ShouldNotBeNull();
    }

    [Fact]
    public void Namespace_is_labelled_with_its_name()
    {
        var ns = Default("""{"metadata":{"name":"stacks","labels":{"a":"b"}}}""", ModelJson.Default.Namespace);

        ns.Metadata.Labels.ShouldBe(new Dictionary<string, string> { ["a"] = "b", ["kubernetes.io/metadata.name"] = "stacks" }, ignoreOrder: true);
        ns.Status!.Phase.ShouldBe("Active");
        ns.Spec!.Finalizers.ShouldBe(["kubernetes"]);
    }

    [Fact]
    public void Secret_folds_string_data_over_data()
    {
        var secret = Default("""{"data":{"a":"b2xk","b":"Yg=="},"stringData":{"a":"new"}}""", ModelJson.Default.Secret);

        secret.Type.ShouldBe("Opaque");
        secret.StringData.ShouldBeNull();
        Encoding.UTF8.GetString(secret.Data!["a"]).ShouldBe("new");
        Encoding.UTF8.GetString(secret.Data["b"]).ShouldBe("b");
    }

    private static T Default<T>(string json, JsonTypeInfo<T> type)
        where T : KubernetesObject => ObjectDefaults.Apply(JsonSerializer.Deserialize(json, type)!);
}
