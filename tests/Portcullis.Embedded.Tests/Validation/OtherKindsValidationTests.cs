using Portcullis.Model.Json;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Validation;

public sealed class OtherKindsValidationTests
{
    private const string Meta = "\"metadata\":{\"name\":\"a\",\"namespace\":\"n\"}";

    [Theory]
    [InlineData("""{"data":{"a b":"x"}}""", "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')")]
    [InlineData("""{"data":{"..":"x"}}""", "data[..]: Invalid value: \"..\": must not be '..'")]
    [InlineData("""{"data":{"a":"x"},"binaryData":{"a":"eA=="}}""", "data[a]: Invalid value: \"a\": duplicate of key present in binaryData")]
    public void Config_map_keys_are_checked(string json, string error) =>
        Validate.Create(Validate.Object($"{{{Meta},{json[1..]}", ModelJson.Default.ConfigMap)).ShouldBe([error]);

    [Fact]
    public void Config_map_holds_at_most_a_mebibyte()
    {
        var map = new ConfigMap { Metadata = new ObjectMeta { Name = "a", Namespace = "n" }, Data = new Dictionary<string, string> { ["a"] = new('x', 1024 * 1024 + 1) } };

        Validate.Create(map).ShouldBe(["[]: Too long: may not be more than 1048576 bytes"]);
    }

    [Fact]
    public void Immutable_config_map_stays_as_it_is()
    {
        var old = Validate.Object("""{"metadata":{"name":"a","namespace":"n","resourceVersion":"1"},"immutable":true,"data":{"a":"x"}}""", ModelJson.Default.ConfigMap);

        Validate.Update(old with { Data = new Dictionary<string, string>(), Immutable = false }, old).ShouldBe(
        [
            "immutable: Forbidden: field is immutable when `immutable` is set",
            "data: Forbidden: field is immutable when `immutable` is set",
        ]);
    }

    [Fact]
    public void Malformed_docker_secret_is_refused_without_its_contents() =>
        Validate.Create(Validate.Object($"{{{Meta},\"type\":\"kubernetes.io/dockerconfigjson\",\"stringData\":{{\".dockerconfigjson\":\"hunter2\"}}}}", ModelJson.Default.Secret))
            .ShouldBe(["data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": not valid JSON"]);

    [Theory]
    [InlineData("""{"hard":{"pods":"1.5"}}""", "spec.hard[pods]: Invalid value: \"1500m\": must be an integer")]
    [InlineData("""{"hard":{"things":"1"}}""", "spec.hard[things]: Invalid value: \"things\": must be a standard resource for quota")]
    [InlineData("""{"hard":{"pods":"1"},"scopes":["BestEffort","NotBestEffort"]}""", "spec.scopes: Invalid value: [\"BestEffort\",\"NotBestEffort\"]: conflicting scopes")]
    public void Quota_is_checked(string spec, string error) =>
        Validate.Create(Validate.Object($"{{{Meta},\"spec\":{spec}}}", ModelJson.Default.ResourceQuota)).ShouldContain(error);

    [Theory]
    [InlineData("""{"type":"Container","min":{"cpu":"2"},"max":{"cpu":"1"}}""", "spec.limits[0].min[cpu]: Invalid value: \"2\": min value 2 is greater than max value 1")]
    [InlineData("""{"type":"Pod","default":{"cpu":"1"}}""", "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'")]
    [InlineData("""{"type":"Thing"}""", "spec.limits[0].type: Invalid value: \"Thing\": must be a standard limit type or fully qualified")]
    public void Limit_range_is_checked(string item, string error) =>
        Validate.Create(Validate.Object($"{{{Meta},\"spec\":{{\"limits\":[{item}]}}}}", ModelJson.Default.LimitRange)).ShouldContain(error);

    [Theory]
    [InlineData("""{"holderIdentity":""}""", "spec.holderIdentity: Invalid value: \"\": must not be empty")]
    [InlineData("""{"leaseDurationSeconds":0}""", "spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0")]
    [InlineData("""{"leaseTransitions":-1}""", "spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0")]
    public void Lease_is_checked(string spec, string error) =>
        Validate.Create(Validate.Object($"{{{Meta},\"spec\":{spec}}}", ModelJson.Default.Lease)).ShouldBe([error]);

    [Fact]
    public void Node_ranges_are_checked_and_may_not_change()
    {
        var node = Validate.Object("""{"metadata":{"name":"a","resourceVersion":"1"},"spec":{"podCIDRs":["10.0.0.0/24"]}}""", ModelJson.Default.Node);

        Validate.Create(node).ShouldBeEmpty();
        Validate.Update(node with { Spec = node.Spec! with { PodCIDRs = ["10.0.0.0/33"] } }, node).ShouldBe(
        [
            "spec.podCIDRs: Forbidden: node updates may not change podCIDR except from \"\" to valid",
            "[]: Forbidden: node updates may only change labels, taints, or capacity",
            "spec.podCIDRs[0]: Invalid value: \"10.0.0.0/33\": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
        ]);
    }

    [Fact]
    public void Event_lives_where_its_object_lives() =>
        Validate.Create(Validate.Object($"{{{Meta},\"involvedObject\":{{\"namespace\":\"other\"}}}}", ModelJson.Default.Event))
            .ShouldBe(["involvedObject.namespace: Invalid value: \"other\": does not match event.namespace"]);

    [Fact]
    public void Endpoints_need_addresses_that_mean_something() =>
        Validate.Create(Validate.Object($"{{{Meta},\"subsets\":[{{}},{{\"addresses\":[{{\"ip\":\"127.0.0.1\"}}]}}]}}", ModelJson.Default.Endpoints)).ShouldBe(
        [
            "subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`",
            "subsets[1].addresses[0].ip: Invalid value: \"127.0.0.1\": may not be in the loopback range (127.0.0.0/8, ::1/128)",
        ]);

    [Fact]
    public void Endpoint_slice_addresses_are_of_its_type() =>
        Validate.Create(Validate.Object($"{{{Meta},\"addressType\":\"IPv4\",\"endpoints\":[{{\"addresses\":[]}},{{\"addresses\":[\"::1\"]}}]}}", ModelJson.Default.EndpointSlice)).ShouldBe(
        [
            "endpoints[0].addresses: Required value: must contain at least 1 address",
            "endpoints[1].addresses[0]: Invalid value: \"::1\": must be a valid IPv4 address",
        ]);

    [Fact]
    public void Cluster_wide_object_has_no_namespace() =>
        Validate.Create(new Namespace { Metadata = new ObjectMeta { Name = "a", Namespace = "b" } }).ShouldBe(["metadata.namespace: Forbidden: not allowed on this type"]);
}
