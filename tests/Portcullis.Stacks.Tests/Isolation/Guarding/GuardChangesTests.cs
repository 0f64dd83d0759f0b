using System.Text.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Guarding.Overriding;
using Portcullis.Stacks.Isolation.Guarding.Statements;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>What is said of a living cluster follows what happens to it.</summary>
public class GuardChangesTests
{
    private static readonly OverridingObject Felix = new("crd.projectcalico.org", "FelixConfiguration", new("", "default")) { Spec = JsonDocument.Parse("{}").RootElement };
    private static readonly OverridingObject Open = new("cilium.io", "CiliumNetworkPolicy", new("backend", "open"));

    private readonly Guard _guard = Living();

    [Fact]
    public void Object_that_comes_changes_and_goes()
    {
        Missing().ShouldBeEmpty();

        _guard.Know(new OverridingObjects([Felix], []));
        Missing().ShouldBeEmpty();

        _guard.Know(new OverridingObjects([Felix with { Spec = JsonDocument.Parse("""{"chainInsertMode": "Append"}""").RootElement }], []));
        Missing().ShouldHaveSingleItem().ShouldContain("FelixConfiguration default can override");

        _guard.Know(new OverridingObjects([], ["may not be seen"]));
        Missing().ShouldBe(["may not be seen"]);

        _guard.Know(OverridingObjects.None);
        Missing().ShouldBeEmpty();
    }

    [Fact]
    public void Namespace_that_relies_on_policies_that_can_be_undone_matters_while_somebody_is_in_it()
    {
        _guard.Know(new OverridingObjects([Open], []));
        Missing().ShouldBeEmpty();

        // The walls are gone, and the backend's own policy alone keeps stacks out.
        _guard.RemovePolicy(new("stacks", Walls.Name));
        _guard.RemovePolicy(new("stacks", Walls.EgressName));
        Missing().ShouldHaveSingleItem().ShouldStartWith("stacks are kept from namespace backend by its own policies alone");

        _guard.RemovePod(new("backend", "api"));
        Missing().ShouldBeEmpty();

        _guard.Put(Clusters.Pod("backend", "api", "10.42.0.9", ("app", "api")));
        Missing().ShouldHaveSingleItem();
    }

    [Fact]
    public void Stack_that_joins_another_network_and_leaves_it()
    {
        var joined = Clusters.Pod("stacks", "stack-1", "10.42.0.5", ("portcullis.dev/egress", "none"));
        joined = joined with { Metadata = joined.Metadata with { Annotations = new Dictionary<string, string> { ["k8s.v1.cni.cncf.io/networks"] = "storage" } } };
        _guard.Put(joined);
        Missing().ShouldHaveSingleItem().ShouldBe("stacks/stack-1 has the annotation k8s.v1.cni.cncf.io/networks: it is on other networks, or by other ways, where network policies may not hold it");

        _guard.RemovePod(new("stacks", "stack-1"));
        Missing().ShouldBeEmpty();

        _guard.Put(joined);
        Missing().ShouldHaveSingleItem();
        _guard.Put(joined with { Metadata = joined.Metadata with { Annotations = null } });
        Missing().ShouldBeEmpty();

        // Of pods elsewhere it does not matter.
        _guard.Put(joined with { Metadata = joined.Metadata with { Namespace = "backend" } });
        Missing().ShouldBeEmpty();
    }

    // A stack is refused for what it could do to others, and not for who gets to it.
    [Fact]
    public void Stack_that_others_would_reach_for_its_labels_is_not_refused_and_counts()
    {
        _guard.Put(Clusters.Policy("stacks", "from-backend", new()
        {
            PodSelector = new() { MatchLabels = new Dictionary<string, string> { ["team"] = "red" } },
            PolicyTypes = ["Ingress"],
            Ingress = [new() { From = [new() { NamespaceSelector = new() }] }],
        }));

        var open = _guard.Judge().Single(statement => statement.Id == "S6");
        open.Verdict.ShouldBe(IsolationVerdict.Open);
        open.Witnesses[0].Text.ShouldContain(line => line.Contains("a new stack (egress: internet, labels team=red)", StringComparison.Ordinal) || line.Contains("a new stack (egress: none, labels team=red)", StringComparison.Ordinal));
        _guard.Judge().Single(statement => statement.Id == "S2").Verdict.ShouldBe(IsolationVerdict.Proven);
    }

    [Fact]
    public void Namespace_that_was_left_relies_on_the_walls_again_when_somebody_comes_back()
    {
        IsolationVerdict Depth()
        {
            _guard.Judge();
            _guard.JudgeDepth();
            return _guard.Judge().Single(statement => statement.Id == "S5").Verdict;
        }

        var pod = Clusters.Pod("default", "tool", "10.42.0.77", ("app", "tool"));
        Depth().ShouldBe(IsolationVerdict.Proven);
        _guard.Put(pod);
        Depth().ShouldBe(IsolationVerdict.Open);
        _guard.RemovePod(new("default", "tool"));
        Depth().ShouldBe(IsolationVerdict.Proven);
        _guard.Put(pod);
        Depth().ShouldBe(IsolationVerdict.Open);
    }

    private static Guard Living()
    {
        var cluster = Clusters.Walled();
        var guard = new Guard(Clusters.Stacks, new(), isLive: true);
        cluster.Namespaces.ToList().ForEach(guard.Put);
        cluster.Policies.ToList().ForEach(guard.Put);
        cluster.Pods.ToList().ForEach(guard.Put);
        guard.Know(OverridingObjects.None);
        guard.Know(AddressDiscovery.Of(cluster.Nodes, cluster.Services, cluster.ServiceRanges, [], [], new()));
        return guard;
    }

    private IReadOnlyList<string> Missing() => _guard.Judge().Single(statement => statement.Id == "S7").Missing;
}
