using Portcullis.Embedded.Simulation;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Simulation;

public sealed class ClusterSimulationTests
{
    private const string Stack = """{"restartPolicy":"Never","terminationGracePeriodSeconds":1,"nodeSelector":{"role":"stack"},"containers":[{"name":"main","image":"nginx","resources":{"limits":{"cpu":"1","memory":"64Mi"}}}]}""";

    [Fact]
    public async Task Cluster_begins_with_four_nodes_and_a_backend()
    {
        await using var world = await SimulatedWorld.StartAsync();

        world.Objects.List(ResourceTypes.Nodes).Select(n => $"{n.Metadata.Name} {n.Metadata.Labels!["role"]} {n.Spec!.PodCIDR}").ShouldBe(
            ["backend-a backend 10.42.48.0/20", "worker-a stack 10.42.0.0/20", "worker-b stack 10.42.16.0/20", "worker-c stack 10.42.32.0/20"]);
        world.Objects.List(ResourceTypes.Nodes).Select(n => n.Status!.Addresses![0].Address).Distinct().Count().ShouldBe(4);
        await world.Until(() => world.Objects.List(ResourceTypes.Pods, "backend") is { Count: 4 } pods && pods.All(p => SimulatedWorld.IsTrue(p, "Ready")));
        world.Objects.List(ResourceTypes.Pods, "backend").ShouldAllBe(p => p.Spec!.NodeName == "backend-a");
        world.Objects.List(ResourceTypes.Pods, "monitoring").Select(p => p.Metadata.Name).ShouldBe(["node-exporter", "prometheus"]);
        await world.Until(() => world.Objects.Find(ResourceTypes.Pods, "monitoring", "node-exporter")!.Status!.PodIP == "172.30.0.14");
    }

    [Fact]
    public async Task Pod_is_scheduled_started_and_made_ready()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.CreatePod("p", Stack);

        var pod = await world.PodRuns("p");

        pod.Spec!.NodeName.ShouldStartWith("worker-");
        pod.Status!.Phase.ShouldBe("Running");
        pod.Status.PodIP.ShouldStartWith("10.42.");
        pod.Status.HostIP.ShouldBe(world.Objects.Find(ResourceTypes.Nodes, "", pod.Spec.NodeName!)!.Status!.Addresses![0].Address);
        pod.Status.Conditions!.Select(c => $"{c.Type} {c.Status}").ShouldBe(
            ["PodReadyToStartContainers True", "Initialized True", "Ready True", "ContainersReady True", "PodScheduled True"]);
        pod.Status.QosClass.ShouldBe("Guaranteed");
        world.Events("p").Select(e => e.Split(':')[0]).ShouldBe(["Scheduled", "Pulled", "Created", "Started"]);
    }

    [Fact]
    public async Task Pod_that_fits_nowhere_is_told_why_and_scheduled_when_room_appears()
    {
        await using var world = await SimulatedWorld.StartAsync();
        var huge = Stack.Replace("\"cpu\":\"1\"", "\"cpu\":\"200\"", StringComparison.Ordinal);
        foreach (var name in new[] { "a", "b", "c" })
        {
            world.CreatePod(name, huge);
            await world.PodRuns(name);
        }

        world.CreatePod("d", huge);

        var refused = await world.PodBecomes("d", p => p.Status!.Conditions is { Count: > 0 });
        refused.Status!.Conditions!.Single().ShouldSatisfyAllConditions(
            c => (c.Type, c.Status, c.Reason).ShouldBe(("PodScheduled", "False", "Unschedulable")),
            c => c.Message!.ShouldStartWith("0/4 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 3 Insufficient cpu."));
        world.Objects.Delete(ResourceTypes.Pods, "stacks", "b");
        (await world.PodRuns("d")).Spec!.NodeName.ShouldNotBeNull();
        world.Events("d").ShouldContain(e => e.StartsWith("FailedScheduling: 0/4 nodes are available"));
    }

    [Fact]
    public async Task Deleted_pod_stops_and_then_goes()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.CreatePod("p", Stack.Replace("nginx", "simulated/ignores-term", StringComparison.Ordinal).Replace("Seconds\":1", "Seconds\":20", StringComparison.Ordinal));
        await world.PodRuns("p");
        var asked = world.Time.GetUtcNow();

        world.Objects.Delete(ResourceTypes.Pods, "stacks", "p");

        world.Pod("p")!.Metadata.DeletionTimestamp!.Value.ShouldBe(asked.AddSeconds(20), TimeSpan.FromSeconds(1));
        await world.PodGoes("p");
        (world.Time.GetUtcNow() - asked).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(20));
        world.Events("p").ShouldContain("Killing: Stopping container main");
    }

    [Fact]
    public async Task Pod_waits_for_an_address_that_another_gives_back()
    {
        // A node's share of this range is four addresses: the network's, the bridge's, one for a pod, the broadcast address.
        await using var world = await SimulatedWorld.StartAsync(new EmbeddedClusterOptions { PodCidr = "10.42.0.0/26" });
        var on = Stack.Replace("\"nodeSelector\":{\"role\":\"stack\"}", "\"nodeName\":\"worker-a\"", StringComparison.Ordinal);
        world.CreatePod("first", on);
        (await world.PodRuns("first")).Status!.PodIP.ShouldBe("10.42.0.2");
        world.CreatePod("second", on);
        await world.Until(() => world.Events("second").Any(e => e.StartsWith("FailedCreatePodSandBox", StringComparison.Ordinal)));

        world.Objects.Delete(ResourceTypes.Pods, "stacks", "first", graceSeconds: 0).ShouldBeTrue();

        world.Pod("first").ShouldBeNull();
        (await world.PodRuns("second")).Status!.PodIP.ShouldBe("10.42.0.2");
    }

    [Fact]
    public async Task Silent_node_stands_still_until_it_is_back()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.CreatePod("p", Stack);
        var node = (await world.PodRuns("p")).Spec!.NodeName!;

        world.Cluster.SetNodeReady(node, false);

        var silent = await world.PodBecomes("p", p => !SimulatedWorld.IsTrue(p, "Ready"));
        silent.Status!.Phase.ShouldBe("Running");
        world.Objects.Find(ResourceTypes.Nodes, "", node)!.Spec!.Taints!.ShouldContain(t => t.Key == "node.kubernetes.io/unreachable" && t.Effect == "NoExecute");
        world.Objects.Delete(ResourceTypes.Pods, "stacks", "p");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        world.Pod("p")!.Metadata.DeletionTimestamp.ShouldNotBeNull();
        world.Cluster.SetNodeReady(node, true);
        await world.PodGoes("p");
    }

    [Fact]
    public async Task Pod_on_a_silent_node_is_evicted_when_its_toleration_ends()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.CreatePod("p", Stack);
        var node = (await world.PodRuns("p")).Spec!.NodeName!;
        world.Cluster.SetNodeReady(node, false);
        await world.PodBecomes("p", p => !SimulatedWorld.IsTrue(p, "Ready"));
        await world.Until(() => world.Events("p").Any(e => e.StartsWith("NodeNotReady", StringComparison.Ordinal)));

        world.Time.Advance(TimeSpan.FromSeconds(200));
        world.Pod("p")!.Metadata.DeletionTimestamp.ShouldBeNull();
        world.Time.Advance(TimeSpan.FromSeconds(101));

        await world.PodBecomes("p", p => p.Metadata.DeletionTimestamp is not null);
    }

    [Fact]
    public async Task Pods_of_a_removed_node_are_collected_after_a_while()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.CreatePod("p", Stack);
        var node = (await world.PodRuns("p")).Spec!.NodeName!;
        var removed = world.Time.GetUtcNow();

        world.Cluster.RemoveNode(node);

        await world.PodGoes("p");
        (world.Time.GetUtcNow() - removed).ShouldBeGreaterThanOrEqualTo(new SimulationOptions().PodGarbageDelay);
        Should.Throw<InvalidOperationException>(() => world.Cluster.RemoveNode(node));
    }

    [Fact]
    public async Task Node_that_a_client_makes_is_registered_and_used()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.Objects.Create(ResourceTypes.Nodes, new Node { Metadata = new ObjectMeta { Name = "extra", Labels = new Dictionary<string, string> { ["role"] = "special" } } }, "test");

        world.CreatePod("p", """{"nodeSelector":{"role":"special"},"containers":[{"name":"main","image":"nginx"}]}""");

        var pod = await world.PodRuns("p");
        pod.Spec!.NodeName.ShouldBe("extra");
        pod.Status!.PodIP.ShouldStartWith("10.42.64.");
    }

    [Fact]
    public async Task Container_waits_for_its_secret()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.CreatePod("p", """{"containers":[{"name":"main","image":"nginx","env":[{"name":"FLAG","valueFrom":{"secretKeyRef":{"name":"env-x","key":"FLAG"}}}]}]}""");
        await world.PodBecomes("p", p => p.Status!.ContainerStatuses is [{ State.Waiting.Reason: "CreateContainerConfigError" }]);

        world.Objects.Create(ResourceTypes.Secrets, new Secret { Metadata = new ObjectMeta { Name = "env-x", Namespace = "stacks" }, StringData = new Dictionary<string, string> { ["FLAG"] = "x" } }, "test");

        await world.PodRuns("p");
    }

    [Fact]
    public async Task Old_events_are_removed()
    {
        await using var world = await SimulatedWorld.StartAsync();
        world.CreatePod("p", Stack);
        await world.PodRuns("p");

        world.Time.Advance(TimeSpan.FromMinutes(61));

        await world.Until(() => world.Events("p").Count == 0);
    }

    [Fact]
    public async Task Hundreds_of_pods_share_one_timer()
    {
        await using var world = await SimulatedWorld.StartAsync();
        foreach (var i in Enumerable.Range(0, 300))
        {
            world.CreatePod($"p{i}", Stack);
        }

        await world.Until(() => world.Objects.List(ResourceTypes.Pods, "stacks").All(p => SimulatedWorld.IsTrue(p, "Ready")));

        world.Objects.List(ResourceTypes.Pods, "stacks").GroupBy(p => p.Spec!.NodeName).Select(g => g.Count()).ShouldAllBe(count => count == 100);
        world.Objects.List(ResourceTypes.Pods, "stacks").Select(p => p.Status!.PodIP).Distinct().Count().ShouldBe(300);
        world.Time.Timers.Count.ShouldBeLessThan(5);
    }
}
