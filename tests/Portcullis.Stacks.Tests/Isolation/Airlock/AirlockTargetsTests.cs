using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Tests.Support;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

public sealed class AirlockTargetsTests
{
    [Fact]
    public void Targets_are_the_service_and_one_endpoint_of_each_family()
    {
        var service = new Service { Spec = new() { ClusterIP = "10.43.0.1", ClusterIPs = ["10.43.0.1", "fd00:43::1"], Ports = [new() { Port = 443 }] } };
        IPEndPoint[] endpoints = [IPEndPoint.Parse("192.168.1.7:6443"), IPEndPoint.Parse("192.168.1.5:6443"), IPEndPoint.Parse("[fd00::5]:6443")];

        AirlockTargets.Of(service, endpoints).Select(target => target.ToString())
            .ShouldBe(["10.43.0.1:443", "[fd00:43::1]:443", "192.168.1.5:6443", "[fd00::5]:6443"]);
    }

    [Fact]
    public void Family_that_the_api_server_lacks_is_tried_at_a_kubelet_without_stacks_and_at_the_clusters_dns()
    {
        Of(AddressFamily.InterNetwork, AddressFamily.InterNetworkV6).ShouldBe(["10.43.0.1:443", "[fd00:30::9]:10250", "[fd00:43::a]:53"]);
    }

    [Fact]
    public void Family_that_pods_lack_is_not_tried()
    {
        Of(AddressFamily.InterNetwork).ShouldBe(["10.43.0.1:443"]);
        Of(AddressFamily.InterNetworkV6).ShouldBe(["[fd00:30::9]:10250", "[fd00:43::a]:53"]);
    }

    [Fact]
    public void Families_are_those_of_the_nodes_that_stacks_run_on()
    {
        var both = Node("worker-a", "stack", [], "10.42.0.0/24", "fd00:42::/64");
        var one = Node("worker-b", "stack", [], "10.42.1.0/24");
        var other = Node("backend-a", "backend", [], "fd00:42:9::/64");

        Families(both, other).ShouldBe(("InterNetwork InterNetworkV6", "InterNetwork InterNetworkV6"));
        Families(both, one, other).ShouldBe(("InterNetwork InterNetworkV6", "InterNetwork"));
        Families(other).ShouldBe(("", ""));
        var told = PodFamilies.Of([both], Worlds.Settings, new() { PodCidrs = [IPNetwork.Parse("10.42.0.0/16")] });
        told.Any.ShouldBe([AddressFamily.InterNetwork]);
        told.All.ShouldBe([AddressFamily.InterNetwork]);
    }

    private static (string Any, string All) Families(params Node[] nodes) =>
        PodFamilies.Of(nodes, Worlds.Settings, new()) is var families ? (string.Join(' ', families.Any), string.Join(' ', families.All)) : default;

    private static IEnumerable<string> Of(params AddressFamily[] families) => AirlockTargets.Of(
        new Service { Spec = new() { ClusterIP = "10.43.0.1", Ports = [new() { Port = 443 }] } },
        [],
        [Node("worker-a", "stack", ["172.30.0.1", "fd00:30::1"]), Node("backend-a", "backend", ["172.30.0.9", "fd00:30::9"])],
        new Service { Spec = new() { ClusterIP = "10.43.0.10", ClusterIPs = ["10.43.0.10", "fd00:43::a"], Ports = [new() { Port = 53, Protocol = "UDP" }, new() { Port = 53, Protocol = "TCP" }] } },
        families,
        Worlds.Settings).Select(target => target.ToString());

    private static Node Node(string name, string role, IReadOnlyList<string> addresses, params string[] ranges) => new()
    {
        Metadata = new() { Name = name, Labels = new Dictionary<string, string> { ["role"] = role } },
        Spec = new() { PodCIDRs = ranges },
        Status = new() { Addresses = [.. addresses.Select(address => new NodeAddress { Type = "InternalIP", Address = address })] },
    };

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        AirlockTargets.Of(null, []).ShouldBeEmpty();
        AirlockTargets.Of(new Service { Spec = new() { ClusterIP = "None", Ports = [new() { Port = 443 }] } }, []).ShouldBeEmpty();
        AirlockTargets.Of(null, [IPEndPoint.Parse("192.168.1.5:6443")])
            .ShouldHaveSingleItem().ToString().ShouldBe("192.168.1.5:6443");
    }
}
