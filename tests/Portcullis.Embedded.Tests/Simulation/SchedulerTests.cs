using System.Text.Json;
using Portcullis.Embedded.Simulation.Scheduling;
using Portcullis.Model.Json;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Tests.Simulation;

public sealed class SchedulerTests
{
    [Fact]
    public void Refusal_counts_the_reasons_in_the_schedulers_words()
    {
        var nodes = new[] { Node("a", "stack", cpu: "1"), Node("b", "other"), Node("c", "other"), Node("d", "other") };

        Place("""{"nodeSelector":{"role":"stack"},"containers":[{"name":"a","resources":{"requests":{"cpu":"900m"}}}]}""", Taken(nodes, "a", "500m")).ShouldBe(
            "0/4 nodes are available: 1 Insufficient cpu, 3 node(s) didn't match Pod's node affinity/selector. "
            + "preemption: 0/4 nodes are available: 1 No preemption victims found for incoming pod, 3 Preemption is not helpful for scheduling.");
    }

    [Fact]
    public void Emptiest_node_is_preferred()
    {
        var nodes = new[] { Node("a", "stack"), Node("b", "stack") };

        Place("""{"containers":[{"name":"a","resources":{"requests":{"cpu":"1"}}}]}""", Taken(nodes, "a", "2")).ShouldBe("-> b");
    }

    [Fact]
    public void Preferred_node_is_chosen_although_it_is_fuller()
    {
        var nodes = new[] { Node("a", "stack"), Node("b", "stack") };

        Place(
            """{"affinity":{"nodeAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1,"preference":{"matchExpressions":[{"key":"kubernetes.io/hostname","operator":"In","values":["a"]}]}}]}},"containers":[{"name":"a"}]}""",
            Taken(nodes, "a", "2")).ShouldBe("-> a");
    }

    [Theory]
    [InlineData("In", "[\"stack\"]", "-> a")]
    [InlineData("NotIn", "[\"stack\"]", "-> b")]
    [InlineData("DoesNotExist", "[]", "0/2 nodes")]
    public void Required_affinity_is_heeded(string operation, string values, string expected) => Place(
        $$$"""{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"role","operator":"{{{operation}}}","values":{{{values}}} }]}]} } },"containers":[{"name":"a"}]}""",
        [new NodeLedger(Node("a", "stack")), new NodeLedger(Node("b", "other"))]).ShouldStartWith(expected);

    [Fact]
    public void Cordoned_tainted_and_silent_nodes_are_refused()
    {
        var cordoned = Node("a", "stack") with { Spec = new NodeSpec { Unschedulable = true } };
        var tainted = Node("b", "stack") with { Spec = new NodeSpec { Taints = [new Taint { Key = "gpu", Value = "yes", Effect = "NoSchedule" }] } };
        var silent = Node("c", "stack", ready: "Unknown");

        Place("""{"containers":[{"name":"a"}]}""", [new(cordoned), new(tainted), new(silent)]).ShouldStartWith(
            "0/3 nodes are available: 1 node(s) had untolerated taint {gpu: yes}, 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }, 1 node(s) were unschedulable.");
        Place("""{"tolerations":[{"key":"gpu","operator":"Exists"}],"containers":[{"name":"a"}]}""", [new(cordoned), new(tainted), new(silent)]).ShouldBe("-> b");
    }

    [Fact]
    public void Full_node_takes_no_more_pods()
    {
        var ledger = new NodeLedger(Node("a", "stack", pods: "1"));
        ledger.Add(Pod("""{"containers":[{"name":"a"}]}"""));

        Place("""{"containers":[{"name":"a"}]}""", [ledger]).ShouldStartWith("0/1 nodes are available: 1 Too many pods.");
    }

    [Fact]
    public void Cluster_without_nodes_says_so() => Place("""{"containers":[{"name":"a"}]}""", []).ShouldBe("no nodes available to schedule pods");

    [Theory]
    [InlineData("""{"containers":[{"resources":{"requests":{"cpu":"1"}}},{"resources":{"requests":{"cpu":"2"}}}]}""", 3000)]
    [InlineData("""{"initContainers":[{"resources":{"requests":{"cpu":"5"}}}],"containers":[{"resources":{"requests":{"cpu":"1"}}}]}""", 5000)]
    [InlineData("""{"initContainers":[{"restartPolicy":"Always","resources":{"requests":{"cpu":"2"}}}],"containers":[{"resources":{"requests":{"cpu":"1"}}}]}""", 3000)]
    [InlineData("""{"initContainers":[{"restartPolicy":"Always","resources":{"requests":{"cpu":"2"}}},{"resources":{"requests":{"cpu":"3"}}}],"containers":[{"resources":{"requests":{"cpu":"1"}}}]}""", 5000)]
    [InlineData("""{"initContainers":[{"resources":{"requests":{"cpu":"3"}}},{"restartPolicy":"Always","resources":{"requests":{"cpu":"2"}}}],"containers":[{"resources":{"requests":{"cpu":"1500m"}}}]}""", 3500)]
    [InlineData("""{"overhead":{"cpu":"250m"},"containers":[{"resources":{"requests":{"cpu":"1"}}}]}""", 1250)]
    public void Requests_count_sidecars_and_the_largest_init_moment(string spec, long milliCpu) => PodRequests.Of(Pod(spec).Spec!)["cpu"].ShouldBe(milliCpu);

    private static string Place(string spec, IReadOnlyCollection<NodeLedger> nodes) => Scheduler.Place(Pod(spec), nodes) switch
    {
        Placement.Chosen chosen => $"-> {chosen.Node}",
        Placement.Unschedulable unschedulable => unschedulable.Message,
        _ => throw new InvalidOperationException(),
    };

    private static List<NodeLedger> Taken(IEnumerable<Node> nodes, string on, string cpu)
    {
        var ledgers = nodes.Select(n => new NodeLedger(n)).ToList();
        ledgers.Single(l => l.Name == on).Add(Pod($$$"""{"containers":[{"name":"a","resources":{"requests":{"cpu":"{{{cpu}}}"} } }]}"""));
        return ledgers;
    }

    private static Pod Pod(string spec) => JsonSerializer.Deserialize($$"""{"metadata":{"name":"p","uid":"{{Guid.NewGuid()}}"},"spec":{{spec}}}""", ModelJson.Default.Pod)!;

    private static Node Node(string name, string role, string cpu = "4", string pods = "10", string ready = "True") => new()
    {
        Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["role"] = role, ["kubernetes.io/hostname"] = name } },
        Status = new NodeStatus
        {
            Capacity = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse(cpu), ["memory"] = Quantity.Parse("8Gi"), ["pods"] = Quantity.Parse(pods) },
            Conditions = [new NodeCondition { Type = "Ready", Status = ready }],
        },
    };
}
