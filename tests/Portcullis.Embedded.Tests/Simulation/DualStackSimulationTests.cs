using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Model.Wire.Meta;
using Portcullis.Testing;

namespace Portcullis.Embedded.Tests.Simulation;

/// <summary>Nodes, pods and endpoints of a cluster with two address families.</summary>
public sealed class DualStackSimulationTests
{
    private static readonly EmbeddedClusterOptions Two = new() { DualStack = true };

    [Fact]
    public async Task Nodes_and_pods_have_addresses_of_both_families_each_node_of_a_share_of_its_own()
    {
        await using var world = await SimulatedWorld.StartAsync(Two);
        var nodes = world.Objects.List(ResourceTypes.Nodes);
        nodes.SelectMany(node => node.Spec!.PodCIDRs!).Distinct().Count().ShouldBe(8);
        nodes.ShouldAllBe(node => node.Status!.Addresses!.Count(address => address.Type == "InternalIP") == 2);

        world.CreatePod("a");
        // Pods on their node's network are not for the labels that this namespace has.
        world.Objects.Update(ResourceTypes.Namespaces, "", "stacks", scope => scope with { Metadata = scope.Metadata with { Labels = new Dictionary<string, string>() } }, "test");
        world.CreatePod("host", """{"hostNetwork":true,"containers":[{"name":"main","image":"nginx"}]}""");
        var pod = await world.PodRuns("a");

        var share = nodes.Single(node => node.Metadata.Name == pod.Spec!.NodeName).Spec!.PodCIDRs!;
        pod.Status!.PodIPs!.Select(entry => entry.Ip!).Zip(share).ShouldAllBe(pair => IPNetwork.Parse(pair.Second).Contains(IPAddress.Parse(pair.First)));
        pod.Status.PodIPs!.Count.ShouldBe(2);
        pod.Status.PodIP.ShouldBe(pod.Status.PodIPs[0].Ip);
        var host = (await world.PodRuns("host")).Status!;
        host.PodIPs!.Select(entry => entry.Ip).ShouldBe(host.HostIPs!.Select(entry => entry.Ip));
        host.PodIPs!.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Addresses_of_both_families_are_used_again()
    {
        await using var world = await SimulatedWorld.StartAsync(Two with { PodCidr = "10.42.0.0/26", PodCidrV6 = "fd00:42::/56" });
        for (var i = 0; i < 40; i++)
        {
            world.CreatePod("again");
            (await world.PodRuns("again")).Status!.PodIPs!.Count.ShouldBe(2);
            world.Objects.Delete(ResourceTypes.Pods, "stacks", "again", graceSeconds: 0);
            await world.PodGoes("again");
        }
    }

    [Fact]
    public async Task Service_of_two_families_has_a_slice_of_each_and_loses_one_with_its_family()
    {
        await using var world = await SimulatedWorld.StartAsync(Two);
        world.CreatePod("a", labels: """{"app":"a"}""");
        var pod = await world.PodRuns("a");
        world.Objects.Create(ResourceTypes.Services, ServiceOf(null, "PreferDualStack"), "test");

        await world.Until(() => Slices(world).Count == 2 && Slices(world).All(slice => slice.Endpoints!.Count == 1));
        Slices(world).ToDictionary(slice => slice.AddressType!, slice => slice.Endpoints!.Single().Addresses!.Single())
            .ShouldBe(new Dictionary<string, string> { ["IPv4"] = pod.Status!.PodIPs![0].Ip!, ["IPv6"] = pod.Status.PodIPs[1].Ip! }, ignoreOrder: true);
        world.Objects.Find(ResourceTypes.Endpoints, "stacks", "s")!.Subsets!.Single().Addresses!.Single().Ip.ShouldBe(pod.Status.PodIP);

        world.Objects.Update(ResourceTypes.Services, "stacks", "s", service => service with { Spec = service.Spec! with { IpFamilyPolicy = "SingleStack" } }, "test");
        await world.Until(() => Slices(world) is [{ AddressType: "IPv4" }]);
    }

    [Fact]
    public async Task Node_port_answers_on_both_loopback_addresses()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "this machine has no IPv6");
        var port = Port();
        await using var world = await SimulatedWorld.StartAsync(Two with { NodePortListeners = true, NodePortMin = port, NodePortMax = port + 1 });
        world.CreatePod("a", labels: """{"app":"a"}""");
        await world.PodRuns("a");
        world.Objects.Create(ResourceTypes.Services, ServiceOf(port, "PreferDualStack"), "test");

        foreach (var address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var client = new TcpClient(address.AddressFamily);
                    try
                    {
                        await client.ConnectAsync(address, port, TestContext.Current.CancellationToken);
                        return true;
                    }
                    catch (SocketException)
                    {
                        return false;
                    }
                },
                cancellationToken: TestContext.Current.CancellationToken);
        }
    }

    private static List<EndpointSlice> Slices(SimulatedWorld world) =>
        [.. world.Objects.List(ResourceTypes.EndpointSlices).Where(slice => slice.Metadata.Labels?.GetValueOrDefault("kubernetes.io/service-name") == "s")];

    private static Service ServiceOf(int? nodePort, string policy) => new()
    {
        Metadata = new() { Name = "s", Namespace = "stacks" },
        Spec = new()
        {
            Type = "NodePort",
            IpFamilyPolicy = policy,
            Selector = new Dictionary<string, string> { ["app"] = "a" },
            Ports = [new() { Port = 80, Protocol = "TCP", NodePort = nodePort }],
        },
    };

    // One that the system gave and took back.
    private static int Port()
    {
        using var free = new TcpListener(IPAddress.IPv6Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
