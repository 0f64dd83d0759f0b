using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Live;

namespace Portcullis.Stacks.Tests.Isolation;

/// <summary>What the walls are for which addresses.</summary>
public class WallBuildingTests
{
    private static readonly StackSettings Stacks = new();

    [Fact]
    public void Ingress_is_open_to_the_world_less_pods_and_every_node_address()
    {
        var block = Players(Walls.Build(Cluster(pods: ["10.42.0.0/16"], nodes: ["192.0.2.5/32", "10.42.3.4/32"]), Stacks, new()));
        block.Cidr.ShouldBe("0.0.0.0/0");
        block.Except.ShouldBe(["10.42.0.0/16", "192.0.2.5/32"]);
    }

    [Fact]
    public void Under_cluster_traffic_policy_nodes_may_come_in_since_players_come_with_their_address()
    {
        var block = Players(Walls.Build(Cluster(pods: ["10.42.0.0/16"], nodes: ["192.0.2.5/32"]), Stacks with { ExternalTrafficPolicy = "Cluster" }, new()));
        block.Except.ShouldBe(["10.42.0.0/16"]);
    }

    [Fact]
    public void Without_a_known_pod_range_nobody_is_let_in_or_out()
    {
        foreach (var policy in Walls.Build(Cluster(pods: [], nodes: ["192.0.2.5/32"]), Stacks, new()))
        {
            policy.Spec!.Ingress.ShouldBeNull();
            policy.Spec.Egress.ShouldBeNull();
            policy.Spec.PolicyTypes!.ShouldContain("Egress");
        }
    }

    [Fact]
    public void Blocks_are_of_the_families_of_pods_alone()
    {
        var four = Walls.Build(Cluster(pods: ["10.42.0.0/16"], nodes: ["192.0.2.5/32", "2001:db8::5/128"]), Stacks, new());
        Text(four).ShouldNotContain(":");
        var both = Walls.Build(Cluster(pods: ["10.42.0.0/16", "fd00:42::/48"], nodes: ["192.0.2.5/32", "2001:db8::5/128"]), Stacks, new());
        both[0].Spec!.Ingress!.Single().From!.Select(peer => peer.IpBlock!.Cidr).ShouldBe(["0.0.0.0/0", "2000::/3", "fc00::/7"]);
        both[0].Spec!.Ingress!.Single().From!.Skip(1).Select(peer => peer.IpBlock!.Except!.Single()).ShouldBe(["2001:db8::5/128", "fd00:42::/48"]);
        both[1].Spec!.Egress!.Single().To!.Select(peer => peer.IpBlock!.Cidr).ShouldBe(["0.0.0.0/0", "2000::/3"]);
    }

    [Theory]
    [InlineData("10.42.0.0/16")]
    [InlineData("fd00:42::/48")]
    [InlineData("10.42.0.0/16", "fd00:42::/48")]
    public void Api_server_takes_the_walls_whatever_families_pods_have(params string[] pods)
    {
        foreach (var wall in Walls.Build(Cluster(pods, nodes: ["192.0.2.5/32", "2001:db8::5/128"]), Stacks, new()))
        {
            NetworkPolicyRules.Check(wall).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Pod_range_that_is_everything_leaves_no_world_to_let_in() =>
        Walls.Build(Cluster(pods: ["0.0.0.0/0"], nodes: []), Stacks, new())[0].Spec!.Ingress.ShouldBeNull();

    [Fact]
    public void Peers_inside_the_cluster_are_let_in_by_namespace_and_labels()
    {
        var settings = new IsolationSettings { IngressFrom = [new("ingress", []), new("bots", [new("app", "headless")])] };
        var from = Walls.Build(Cluster(pods: ["10.42.0.0/16"], nodes: []), Stacks, settings)[0].Spec!.Ingress!.Single().From!;
        from[1].NamespaceSelector!.MatchLabels!["kubernetes.io/metadata.name"].ShouldBe("ingress");
        from[2].PodSelector!.MatchLabels!["app"].ShouldBe("headless");
    }

    [Fact]
    public void Internet_is_the_world_less_everything_of_the_cluster_and_every_reserved_range()
    {
        var addresses = Cluster(pods: ["44.0.0.0/16"], nodes: ["45.0.0.1/32"]) with
        {
            Services = Ranges("46.0.0.0/16"),
            ApiServer = Ranges("47.0.0.1/32"),
            ServiceEntries = Ranges("48.0.0.1/32"),
        };
        var policy = Walls.Build(addresses, Stacks, new() { ProtectedCidrs = [IPNetwork.Parse("49.0.0.0/24")] })[1];
        policy.Spec!.PodSelector!.MatchLabels!.ShouldHaveSingleItem().ShouldBe(new("portcullis.dev/egress", "internet"));
        var except = policy.Spec.Egress!.Single().To!.Single().IpBlock!.Except!.Select(IPNetwork.Parse).ToList();
        foreach (var address in (string[])["44.0.1.1", "45.0.0.1", "46.0.9.9", "47.0.0.1", "48.0.0.1", "49.0.0.7", "10.0.0.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255"])
        {
            except.ShouldContain(range => range.Contains(IPAddress.Parse(address)), address);
        }

        except.ShouldNotContain(range => range.Contains(IPAddress.Parse("1.1.1.1")));
    }

    [Fact]
    public void Same_addresses_in_another_order_make_the_same_walls() =>
        Text(Walls.Build(Cluster(pods: ["10.43.0.0/16", "10.42.0.0/16"], nodes: ["192.0.2.5/32", "192.0.2.4/32"]), Stacks, new()))
            .ShouldBe(Text(Walls.Build(Cluster(pods: ["10.42.0.0/16", "10.43.0.0/16"], nodes: ["192.0.2.4/32", "192.0.2.5/32"]), Stacks, new())));

    [Theory]
    [InlineData("spec.clusterIPs: Invalid value: []string{\"192.0.2.1\"}: failed to allocate IP 192.0.2.1: provided IP is not in the valid range. The range of valid IPs is 10.96.0.0/16", "10.96.0.0/16")]
    [InlineData("the provided IP (2001:db8::1) is not in the valid range. The range of valid IPs is fd00:10:96::/112", "fd00:10:96::/112")]
    [InlineData("spec.clusterIPs[0]: Invalid value: \"2001:db8::1\": may not use IPv6 on a cluster which is not configured for it", null)]
    public void Refusal_of_an_impossible_address_names_the_range_of_services(string message, string? range) =>
        ServiceRangeProbe.RangesIn(message).Select(found => found.ToString()).ShouldBe(range is null ? [] : [range]);

    [Fact]
    public void Discovery_reads_every_address_and_says_what_it_does_not_know()
    {
        var node = new Node
        {
            Metadata = new() { Name = "a" },
            Spec = new() { PodCIDRs = ["10.42.1.7/24", "fd00:42::/64"] },
            Status = new() { Addresses = [new() { Type = "InternalIP", Address = "172.30.0.1" }, new() { Type = "ExternalIP", Address = "198.51.100.1" }, new() { Type = "Hostname", Address = "a" }] },
        };
        var service = new Service { Metadata = new() { Namespace = "default", Name = "kubernetes" }, Spec = new() { ClusterIP = "10.43.0.1", ExternalIPs = ["203.0.113.9"] } };

        var found = AddressDiscovery.Of([node], [service], [], [], [], new());

        found.Pods.ShouldBe(new KnownRanges([IPNetwork.Parse("10.42.1.0/24"), IPNetwork.Parse("fd00:42::/64")], RangeOrigin.Discovered));
        found.Nodes.Values.Select(range => range.ToString()).ShouldBe(["172.30.0.1/32", "198.51.100.1/32"]);
        found.Services.ShouldBe(new KnownRanges([IPNetwork.Parse("10.43.0.1/32")], RangeOrigin.Inferred));
        found.ServiceEntries.Values.Single().ToString().ShouldBe("203.0.113.9/32");
        found.Families.ShouldBe([AddressFamily.InterNetwork, AddressFamily.InterNetworkV6]);
        AddressDiscovery.Of([], [], [], [], [], new()).Pods.ShouldBe(KnownRanges.Unknown);
    }

    private static ClusterAddresses Cluster(string[] pods, string[] nodes) => new()
    {
        Pods = Ranges(pods),
        Nodes = Ranges(nodes),
        Services = KnownRanges.Unknown,
        ApiServer = KnownRanges.Unknown,
        ServiceEntries = KnownRanges.Unknown,
        Families = [],
    };

    private static KnownRanges Ranges(params string[] texts) => KnownRanges.Of([], texts.Select(text => IPNetwork.Parse(text)));

    private static IPBlock Players(IReadOnlyList<NetworkPolicy> walls) => walls[0].Spec!.Ingress!.Single().From!.Single().IpBlock!;

    private static string Text(IReadOnlyList<NetworkPolicy> walls) => string.Join(
        '\n', walls.SelectMany(policy => (policy.Spec!.Ingress ?? []).SelectMany(rule => rule.From ?? []).Concat((policy.Spec.Egress ?? []).SelectMany(rule => rule.To ?? [])))
            .Select(peer => $"{peer.IpBlock?.Cidr} {string.Join(' ', peer.IpBlock?.Except ?? [])}"));
}
