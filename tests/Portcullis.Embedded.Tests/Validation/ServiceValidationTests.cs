using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Tests.Validation;

public sealed class ServiceValidationTests
{
    [Fact]
    public void Node_port_service_is_valid() =>
        Validate.Create(Validate.Service("""{"type":"NodePort","externalTrafficPolicy":"Local","clusterIP":"10.43.0.7","selector":{"a":"b"},"ports":[{"name":"a","port":80,"nodePort":31001},{"name":"b","port":80,"protocol":"UDP","nodePort":31001}]}""")).ShouldBeEmpty();

    public static TheoryData<string, string> Faults => new()
    {
        { """{}""", "spec.ports: Required value" },
        { """{"ports":[{"port":1},{"port":2}]}""", "spec.ports[0].name: Required value" },
        { """{"ports":[{"name":"a","port":1},{"name":"a","port":2}]}""", "spec.ports[1].name: Duplicate value: \"a\"" },
        { """{"ports":[{"port":0}]}""", "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive" },
        { """{"ports":[{"port":1,"protocol":"ICMP"}]}""", "spec.ports[0].protocol: Unsupported value: \"ICMP\": supported values: \"SCTP\", \"TCP\", \"UDP\"" },
        { """{"ports":[{"port":1,"targetPort":"-"}]}""", "spec.ports[0].targetPort: Invalid value: \"-\": must contain at least one letter (a-z)" },
        { """{"ports":[{"port":1,"nodePort":31000}]}""", "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'" },
        { """{"type":"NodePort","ports":[{"name":"a","port":1,"nodePort":31000},{"name":"b","port":2,"nodePort":31000}]}""", "spec.ports[1].nodePort: Duplicate value: 31000" },
        { """{"ports":[{"name":"a","port":1},{"name":"b","port":1}]}""", "spec.ports[1]: Duplicate value: {\"Name\":\"\",\"Protocol\":\"TCP\",\"AppProtocol\":null,\"Port\":1,\"TargetPort\":0,\"NodePort\":0}" },
        { """{"ports":[{"port":1}],"externalTrafficPolicy":"Local"}""", "spec.externalTrafficPolicy: Invalid value: \"Local\": may only be set for externally-accessible services" },
        { """{"type":"NodePort","ports":[{"port":1}],"externalTrafficPolicy":"Here"}""", "spec.externalTrafficPolicy: Unsupported value: \"Here\": supported values: \"Cluster\", \"Local\"" },
        { """{"type":"NodePort","clusterIP":"None","ports":[{"port":1}]}""", "spec.clusterIPs[0]: Invalid value: \"None\": may not be set to 'None' for NodePort services" },
        { """{"type":"Other","ports":[{"port":1}]}""", "spec.type: Unsupported value: \"Other\": supported values: \"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"" },
        { """{"type":"ExternalName"}""", "spec.externalName: Required value" },
        { """{"ports":[{"port":1}],"externalIPs":["127.0.0.1"]}""", "spec.externalIPs[0]: Invalid value: \"127.0.0.1\": may not be in the loopback range (127.0.0.0/8, ::1/128)" },
        { """{"type":"LoadBalancer","externalTrafficPolicy":"Local","ports":[{"port":1}]}""", "spec.healthCheckNodePort: Required value" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_is_told_as_the_api_server_tells_it(string spec, string error) => Validate.Create(Validate.Service(spec)).ShouldContain(error);

    [Fact]
    public void Headless_service_needs_no_ports() => Validate.Create(Validate.Service("""{"clusterIP":"None"}""")).ShouldBeEmpty();

    [Fact]
    public void Address_may_not_change()
    {
        var old = Validate.Service("""{"clusterIP":"10.43.0.7","clusterIPs":["10.43.0.7"],"ports":[{"port":1}]}""");
        var updated = Validate.Service("""{"clusterIP":"10.43.0.8","clusterIPs":["10.43.0.8"],"ports":[{"port":1}]}""");

        Validate.Update(updated, old).ShouldBe(["spec.clusterIPs[0]: Invalid value: [\"10.43.0.8\"]: may not change once set"]);
        Validate.Update(old with { Spec = old.Spec! with { Selector = new Dictionary<string, string> { ["incarnation"] = "b" } } }, old).ShouldBeEmpty();
    }
}
