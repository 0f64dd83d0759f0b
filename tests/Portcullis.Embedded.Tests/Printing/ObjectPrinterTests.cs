using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portcullis.Embedded.Printing;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Coordination;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Embedded.Tests.Printing;

public sealed class ObjectPrinterTests
{
    private const string Meta = "\"metadata\":{\"name\":\"x\",\"creationTimestamp\":\"2026-01-01T00:00:00Z\"}";

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 5, 0, TimeSpan.Zero);

    [Fact]
    public void Node_row() => Row(
        ResourceTypes.Nodes,
        ModelJson.Default.Node,
        """{"spec":{"unschedulable":true},"status":{"conditions":[{"type":"Ready","status":"True"}],"addresses":[{"type":"InternalIP","address":"172.30.0.11"}],"nodeInfo":{"kubeletVersion":"v1.33.0"}}}""")
        .ShouldBe("x|Ready,SchedulingDisabled|<none>|5m|v1.33.0|172.30.0.11|<none>|<unknown>|<unknown>|<unknown>");

    [Fact]
    public void Service_row() => Row(
        ResourceTypes.Services,
        ModelJson.Default.Service,
        """{"spec":{"type":"NodePort","clusterIPs":["10.43.0.7"],"selector":{"b":"2","a":"1"},"ports":[{"port":80,"nodePort":31001,"protocol":"TCP"},{"port":53,"protocol":"UDP"}]}}""")
        .ShouldBe("x|NodePort|10.43.0.7|<none>|80:31001/TCP,53/UDP|5m|a=1,b=2");

    [Fact]
    public void Pending_load_balancer_says_so() => Row(ResourceTypes.Services, ModelJson.Default.Service, """{"spec":{"type":"LoadBalancer"}}""")
        .ShouldBe("x|LoadBalancer|<none>|<pending>|<none>|5m|<none>");

    [Fact]
    public void Pod_row() => Row(
        ResourceTypes.Pods,
        ModelJson.Default.Pod,
        """{"spec":{"nodeName":"worker-a","containers":[{"name":"a"}]},"status":{"phase":"Running","podIPs":[{"ip":"10.42.0.2"}],"containerStatuses":[{"name":"a","ready":true,"restartCount":1,"state":{"running":{}},"lastState":{"terminated":{"finishedAt":"2026-01-01T00:04:00Z"}}}]}}""")
        .ShouldBe("x|1/1|Running|1 (60s ago)|5m|10.42.0.2|worker-a|<none>|<none>");

    [Fact]
    public void Event_row() => Row(
        ResourceTypes.Events,
        ModelJson.Default.Event,
        """{"involvedObject":{"kind":"Pod","name":"p","fieldPath":"spec"},"type":"Normal","reason":"Started","message":"m","source":{"component":"kubelet","host":"h"},"firstTimestamp":"2026-01-01T00:00:00Z","lastTimestamp":"2026-01-01T00:04:59Z","count":3}""")
        .ShouldBe("1s|Normal|Started|pod/p|spec|kubelet, h|m|5m|3|x");

    [Fact]
    public void Endpoints_row() => Row(
        ResourceTypes.Endpoints,
        ModelJson.Default.Endpoints,
        """{"subsets":[{"addresses":[{"ip":"10.0.0.1"},{"ip":"10.0.0.2"}],"ports":[{"port":80},{"port":81}]}]}""")
        .ShouldBe("x|10.0.0.1:80,10.0.0.2:80,10.0.0.1:81 + 1 more...|5m");

    [Fact]
    public void Endpoint_slice_row() => Row(
        ResourceTypes.EndpointSlices,
        ModelJson.Default.EndpointSlice,
        """{"addressType":"IPv4","ports":[{"port":80}],"endpoints":[{"addresses":["10.0.0.1"]}]}""").ShouldBe("x|IPv4|80|10.0.0.1|5m");

    [Fact]
    public void Network_policy_row() => Row(ResourceTypes.NetworkPolicies, ModelJson.Default.NetworkPolicy, """{"spec":{"podSelector":{"matchLabels":{"a":"b"}}}}""")
        .ShouldBe("x|a=b|5m");

    [Fact]
    public void Quota_row_keeps_limits_apart() => Row(
        ResourceTypes.ResourceQuotas,
        ModelJson.Default.ResourceQuota,
        """{"status":{"hard":{"pods":"10","limits.cpu":"4"},"used":{"pods":"3"}}}""").ShouldBe("x|pods: 3/10|limits.cpu: 0/4|5m");

    [Fact]
    public void Ingress_row()
    {
        Row(ResourceTypes.Ingresses, ModelJson.Default.Ingress, """{"spec":{"ingressClassName":"nginx","rules":[{"host":"a"},{"host":"b"},{"host":"c"},{"host":"d"}],"tls":[{}]},"status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.7"},{"hostname":"lb"}]}}}""")
            .ShouldBe("x|nginx|a,b,c + 1 more...|192.0.2.7,lb|80, 443|5m");
        Row(ResourceTypes.Ingresses, ModelJson.Default.Ingress, """{"spec":{"defaultBackend":{}}}""").ShouldBe("x|<none>|*||80|5m");
    }

    [Fact]
    public void Small_kinds()
    {
        Row(ResourceTypes.Namespaces, ModelJson.Default.Namespace, """{"status":{"phase":"Active"}}""").ShouldBe("x|Active|5m");
        Row(ResourceTypes.ConfigMaps, ModelJson.Default.ConfigMap, """{"data":{"a":"b"},"binaryData":{"c":"eA=="}}""").ShouldBe("x|2|5m");
        Row(ResourceTypes.Secrets, ModelJson.Default.Secret, """{"type":"Opaque","data":{"a":"eA=="}}""").ShouldBe("x|Opaque|1|5m");
        Row(ResourceTypes.ServiceAccounts, ModelJson.Default.ServiceAccount, "{}").ShouldBe("x|0|5m");
        Row(ResourceTypes.LimitRanges, ModelJson.Default.LimitRange, "{}").ShouldBe("x|2026-01-01T00:00:00Z");
        Row(ResourceTypes.Leases, ModelJson.Default.Lease, """{"spec":{"holderIdentity":"me"}}""").ShouldBe("x|me|5m");
        Row(ResourceTypes.ServiceCIDRs, ModelJson.Default.ServiceCIDR, """{"spec":{"cidrs":["10.43.0.0/16"]}}""").ShouldBe("x|10.43.0.0/16|5m");
    }

    private static string Row<T>(ResourceType<T> type, JsonTypeInfo<T> json, string body)
        where T : KubernetesObject
    {
        var printer = new ObjectPrinter();
        var separator = body == "{}" ? "" : ",";
        using var buffer = new MemoryStream();
        using (var cells = new Utf8JsonWriter(buffer))
        {
            cells.WriteStartArray();
            printer.WriteCells(cells, type, JsonSerializer.Deserialize($"{{{Meta}{separator}{body[1..]}", json)!, Now);
            cells.WriteEndArray();
        }

        using var row = JsonDocument.Parse(buffer.ToArray());
        row.RootElement.GetArrayLength().ShouldBe(printer.Columns(type).Count);
        return string.Join('|', row.RootElement.EnumerateArray());
    }
}
