using System.Net;
using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Guarding.Overriding;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>What the guard says of clusters that are right, and of each way to be wrong.</summary>
public class GuardTests
{
    [Fact]
    public void Walled_cluster_is_proven()
    {
        var report = Clusters.Walled().Judge();

        report.Short().ShouldBeEmpty();
        report.Verdict.ShouldBe(IsolationVerdict.Proven);
        report.Statements.Select(statement => statement.Id).ShouldBe(GuardStatements.All.Select(statement => statement.Id));
        report.Find("S3").Notes.ShouldContain(note => note.Contains("its own node's addresses"));
        report.Inputs.Single(input => input.Name == "pod ranges").ShouldSatisfyAllConditions(
            input => input.Values.ShouldBe(["10.42.0.0/24", "10.42.1.0/24"]),
            input => input.Origin.ShouldBe("podCIDRs of nodes"));
    }

    [Fact]
    public void Without_walls_stacks_reach_one_another_the_cluster_and_the_world()
    {
        var report = Clusters.Walled().Without(Walls.Name).Without(Walls.EgressName).Judge();

        report.Short().ShouldBe(["S2 open", "S3 open", "S6 open", "S9 open"]);
        report.Find("S2").Witnesses[0].ShouldSatisfyAllConditions(
            witness => witness.From.ShouldBe("stacks/stack-1"),
            witness => witness.To.ShouldBe("stacks/stack-2"),
            witness => witness.Port.ShouldBe("8080/TCP"),
            witness => witness.Text[0].ShouldBe("stacks/stack-1 can reach stacks/stack-2 on 8080/TCP"));
        report.Find("S3").Witnesses.Select(witness => witness.Text[0]).ShouldContain("stacks/stack-1 can reach 10.43.0.1 (an address of the API server) on 443/TCP");
        report.FirstWitness("S1", "S2", "S3")!.To.ShouldBe("stacks/stack-2");
    }

    [Fact]
    public void Proof_holds_for_stacks_that_are_still_to_be_made()
    {
        var empty = Clusters.Walled() with { Pods = [Clusters.Pod("backend", "api", "10.42.0.9")] };

        empty.Judge().Short().ShouldBeEmpty();
        var open = empty.Without(Walls.Name).Judge();
        open.Short().ShouldBe(["S2 open", "S3 open", "S6 open", "S9 open"]);
        open.Find("S2").Witnesses[0].Text[0].ShouldStartWith("a new stack (egress: none) can reach a new stack (egress: ");
    }

    [Fact]
    public void Allow_all_in_the_backend_opens_its_depth_alone()
    {
        var cluster = Clusters.Walled();
        var report = (cluster with { Policies = [.. cluster.Policies, Clusters.AllowAll("backend")] }).Judge();

        report.Short().ShouldBe(["S5 open"]);
        report.Verdict.ShouldBe(IsolationVerdict.Proven);
        report.Find("S5").Witnesses.ShouldHaveSingleItem().Text.ShouldContain(line => line.Contains("narrow the rule of backend/allow-all"));
    }

    [Fact]
    public void Allow_all_among_stacks_opens_all_but_the_backend()
    {
        var cluster = Clusters.Walled();
        var report = (cluster with { Policies = [.. cluster.Policies, Clusters.AllowAll("stacks")] }).Judge();

        report.Short().ShouldBe(["S2 open", "S3 open", "S6 open", "S9 open"]);
        report.Find("S2").Witnesses[0].Text.ShouldContain(line => line.Contains("selected by `stacks/allow-all`; its egress rule 0 allows everything"));
    }

    [Fact]
    public void Namespace_without_policies_of_its_own_relies_on_the_walls_and_is_told_what_would_close_it()
    {
        var report = Clusters.Walled().Without("keep-stacks-out").Judge();

        report.Short().ShouldBe(["S5 open"]);
        var depth = report.Find("S5");
        depth.Notes.ShouldContain("1 namespace relies on the walls alone: backend");
        depth.Witnesses.ShouldHaveSingleItem().Text[^1].ShouldStartWith("this policy would close it, unless one that selects other pods there lets stacks in:\napiVersion: networking.k8s.io/v1");
    }

    [Fact]
    public void Pods_of_no_known_range_are_found_out_until_the_ranges_are_set()
    {
        var cluster = Clusters.Walled();
        var strange = cluster with { Pods = [.. cluster.Pods, Clusters.Pod("backend", "odd", "10.99.0.7")] };

        strange.Judge().Find("S10").Witnesses.ShouldHaveSingleItem().Text[0].ShouldContain("pod backend/odd has address 10.99.0.7, outside of every known range of pods");
        var settings = new IsolationSettings { PodCidrs = [IPNetwork.Parse("10.42.0.0/16"), IPNetwork.Parse("10.99.0.0/16")] };
        Clusters.WithWalls(strange.Without(Walls.Name).Without(Walls.EgressName), settings).Judge(settings).Short().ShouldBeEmpty();
    }

    [Fact]
    public void Unknown_ranges_are_said_to_be_unknown()
    {
        var cluster = Clusters.Walled() with { Nodes = [] };

        // The walls let internet stacks out and players in, by address: nobody knows whose addresses these are.
        cluster.Judge().Short().ShouldBe(["S1 incomplete", "S2 incomplete", "S3 incomplete", "S6 incomplete", "S10 incomplete"]);
        cluster.Without(Walls.EgressName).Judge().Short().ShouldBe(["S6 incomplete", "S10 incomplete"]);
    }

    [Fact]
    public void Override_and_ignorance_of_overrides_leave_the_verdict_incomplete()
    {
        var cluster = Clusters.Walled();

        (cluster with { Overriding = new([new("policy.networking.k8s.io", "AdminNetworkPolicy", new("", "pass-all"))], []) }).Judge().Find("S7").Missing.ShouldHaveSingleItem().ShouldContain("AdminNetworkPolicy pass-all can override");
        (cluster with { Overriding = OverridingObjects.NotLookedFor }).Judge().Verdict.ShouldBe(IsolationVerdict.Incomplete);
    }

    [Fact]
    public void Policy_of_another_make_elsewhere_counts_where_stacks_are_kept_out_by_that_namespace_alone()
    {
        var cluster = Clusters.Walled() with { Overriding = new([new("cilium.io", "CiliumNetworkPolicy", new("backend", "open"))], []) };

        cluster.Judge().Short().ShouldBeEmpty();
        var bare = cluster.Without(Walls.Name).Without(Walls.EgressName);
        bare.Judge().Find("S1").Verdict.ShouldBe(IsolationVerdict.Proven);
        bare.Judge().Find("S7").Missing.ShouldHaveSingleItem().ShouldBe("stacks are kept from namespace backend by its own policies alone, which CiliumNetworkPolicy backend/open can override: what it says is not judged");
    }

    [Fact]
    public void Invalid_object_leaves_everything_unanswered()
    {
        var cluster = Clusters.Walled();
        var broken = Clusters.Policy("backend", "broken", new() { PodSelector = new(), Ingress = [new() { From = [new() { IpBlock = new() { Cidr = "10.0.0.0/33" } }] }] });
        var report = (cluster with { Policies = [.. cluster.Policies, broken] }).Judge();

        report.Verdict.ShouldBe(IsolationVerdict.Incomplete);
        report.Find("S1").Missing.ShouldHaveSingleItem().ShouldContain("NetworkPolicy backend/broken is invalid");
    }

    [Fact]
    public void Stack_on_the_network_of_its_node_is_held_by_nothing()
    {
        var cluster = Clusters.Walled();
        var host = Clusters.Pod("stacks", "odd", "192.0.2.10") with { Spec = new() { HostNetwork = true, NodeName = "a" } };
        var report = (cluster with { Pods = [.. cluster.Pods, host] }).Judge();

        report.Find("S1").Witnesses.ShouldHaveSingleItem().Text.ShouldHaveSingleItem().ShouldBe("stacks/odd is on its node's network (hostNetwork): no network policy holds it");
    }

    [Fact]
    public void Node_address_left_open_leads_around_through_its_node_ports()
    {
        // What many write: the world less pods, in both directions.
        var pods = new NetworkPolicyPeer { IpBlock = new() { Cidr = "0.0.0.0/0", Except = ["10.42.0.0/16"] } };
        var cluster = Clusters.Walled().Without(Walls.Name).Without(Walls.EgressName);
        var report = (cluster with
        {
            Policies = [.. cluster.Policies, Clusters.Policy("stacks", "half", new() { PodSelector = new(), PolicyTypes = ["Ingress", "Egress"], Ingress = [new() { From = [pods] }], Egress = [new() { To = [pods] }] })],
        }).Judge();

        report.Short().ShouldBe(["S2 open", "S3 open", "S6 open", "S9 open"]);
        report.Find("S2").Witnesses.ShouldHaveSingleItem().Text[0].ShouldBe("stacks/stack-1 can reach NodePorts on node address 192.0.2.10, and through them stacks");
    }

    [Fact]
    public void Players_that_nobody_lets_in_are_missed()
    {
        var cluster = Clusters.Walled().Without(Walls.Name);
        var shut = Clusters.Policy("stacks", "shut", new() { PodSelector = new(), PolicyTypes = ["Ingress", "Egress"] });

        (cluster with { Policies = [.. cluster.Policies, shut] }).Judge().Short().ShouldBe(["S4 open"]);
    }

    [Fact]
    public void Node_port_that_no_stack_asked_for_is_found()
    {
        var cluster = Clusters.Walled();
        var stray = new Service { Metadata = new() { Namespace = "stacks", Name = "mine" }, Spec = new() { Type = "NodePort", Ports = [new() { Port = 22, NodePort = 30022, Protocol = "TCP" }] } };

        (cluster with { Services = [.. cluster.Services, stray] }).Judge().Find("S4").Witnesses.ShouldHaveSingleItem().Text[0].ShouldBe("Service stacks/mine opens NodePort 30022/TCP to players, which no stack asked for");
    }

    [Fact]
    public void Unlabelled_stack_namespace_is_noticed_where_a_policy_relies_on_the_label()
    {
        var cluster = Clusters.Walled() with { Namespaces = [Clusters.Namespace("stacks", labelled: false), Clusters.Namespace("backend"), Clusters.Namespace("default")] };
        var report = cluster.Judge();

        // The walls hold all the same; the backend does not by itself any more.
        report.Short().ShouldBe(["S5 open", "S11 open"]);
        report.Find("S11").Witnesses.ShouldHaveSingleItem().Text[0].ShouldContain("namespace stacks does not carry the label kubernetes.io/metadata.name=stacks, by which backend/keep-stacks-out tells");
    }

    [Fact]
    public void Block_of_a_family_that_the_cluster_lacks_is_found_wherever_it_stands()
    {
        var cluster = Clusters.Walled();
        var foreign = Clusters.Policy("default", "six", new() { PodSelector = new(), Egress = [new() { To = [new() { IpBlock = new() { Cidr = "::/0" } }] }], PolicyTypes = ["Egress"] });

        (cluster with { Policies = [.. cluster.Policies, foreign] }).Judge().Find("S11").Witnesses.ShouldHaveSingleItem().Text[0]
            .ShouldBe("NetworkPolicy default/six has the IPv6 block ::/0 in a cluster without IPv6: one such block stops some network plug-ins from enforcing any policy");
    }

    [Fact]
    public void Port_that_policies_let_in_by_name_counts_for_stacks_that_may_have_one()
    {
        var cluster = Clusters.Walled();
        var byName = Clusters.Policy("stacks", "by-name", new()
        {
            PodSelector = new(),
            PolicyTypes = ["Ingress", "Egress"],
            Ingress = [new() { From = [new() { PodSelector = new() }], Ports = [new() { Port = IntOrString.Of("http") }] }],
            Egress = [new() { To = [new() { PodSelector = new() }] }],
        });
        var report = (cluster with { Policies = [.. cluster.Policies, byName] }).Judge();

        report.Short().ShouldBe(["S2 open", "S9 open"]);
        report.Find("S2").Witnesses[0].Text[0].ShouldEndWith("can reach a new stack (egress: internet) on 8000/TCP");
    }

    [Fact]
    public void Those_let_in_by_the_operator_are_no_witness_and_others_are()
    {
        var settings = new IsolationSettings { IngressFrom = [new("backend", [new("app", "api")])] };
        var cluster = Clusters.Walled(settings);

        cluster.Judge(settings).Short().ShouldBeEmpty();
        cluster.Judge().Find("S6").Witnesses.ShouldHaveSingleItem().From.ShouldBe("backend/api");
    }

    [Fact]
    public void Internet_stacks_behind_a_translation_need_their_public_addresses_told()
    {
        var cluster = Clusters.Walled();
        var inside = Clusters.WithWalls(
            (cluster with
            {
                Nodes = [Clusters.Node("a", "10.9.0.1", "10.42.0.0/24"), Clusters.Node("b", "10.9.0.2", "10.42.1.0/24")],
                Pods = [.. cluster.Pods, Clusters.Pod("stacks", "stack-3", "10.42.1.6", ("portcullis.dev/egress", "internet"))],
            }).Without(Walls.Name).Without(Walls.EgressName),
            new());

        inside.Judge().Short().ShouldBe(["S2 incomplete"]);
        var unrelated = new IsolationSettings { ProtectedCidrs = [IPNetwork.Parse("8.8.4.0/24")] };
        Clusters.WithWalls(inside.Without(Walls.Name).Without(Walls.EgressName), unrelated).Judge(unrelated).Short().ShouldBe(["S2 incomplete"]);
        var told = new IsolationSettings { EgressCidrs = [IPNetwork.Parse("8.8.4.0/24")] };
        inside.Judge(told).Find("S2").Witnesses.ShouldHaveSingleItem().Text[0].ShouldStartWith("stacks come out by 8.8.4.0 (STACK_EGRESS_CIDRS), which can reach");
        Clusters.WithWalls(inside.Without(Walls.Name).Without(Walls.EgressName), told).Judge(told).Short().ShouldBeEmpty();
    }

    [Fact]
    public void Stack_that_may_not_out_reaches_nothing_at_all()
    {
        var cluster = Clusters.Walled();
        var everyone = Clusters.Policy("stacks", "everyone-out", new() { PodSelector = new(), PolicyTypes = ["Egress"], Egress = [new() { To = [new() { IpBlock = new() { Cidr = "54.0.0.0/8" } }] }] });

        (cluster with { Policies = [.. cluster.Policies, everyone] }).Judge().Short().ShouldBe(["S2 incomplete", "S3 open", "S9 open"]);
    }

    [Theory]
    [InlineData("app", "In", true)]
    [InlineData("app", "Exists", true)]
    [InlineData("portcullis.dev/challenge", "In", true)]
    [InlineData("portcullis.dev/owner", "Exists", true)]
    [InlineData("kubernetes.io/app", "Exists", false)]
    public void Label_that_a_manifest_may_give_makes_a_newcomer_of_its_own(string key, string @operator, bool mayCarry)
    {
        var cluster = Clusters.Walled();
        var metrics = Clusters.Policy("stacks", "metrics", new()
        {
            PodSelector = new() { MatchExpressions = [new() { Key = key, Operator = @operator, Values = @operator == "In" ? ["pwn"] : null }] },
            PolicyTypes = ["Egress"],
            Egress = [new() { To = [new() { IpBlock = new() { Cidr = "10.43.0.7/32" } }] }],
        });

        (cluster with { Policies = [.. cluster.Policies, metrics] }).Judge().Find("S3").Verdict.ShouldBe(mayCarry ? IsolationVerdict.Open : IsolationVerdict.Proven);
    }

    [Fact]
    public void Load_balancer_known_by_name_and_node_without_address_are_asked_for()
    {
        var cluster = Clusters.Walled();
        var balancer = new Service { Metadata = new() { Namespace = "backend", Name = "lb" }, Spec = new() { ClusterIP = "10.43.0.9" }, Status = new() { LoadBalancer = new() { Ingress = [new() { Hostname = "lb.example.org" }] } } };
        var named = cluster with { Services = [.. cluster.Services, balancer] };
        named.Judge().Find("S3").Missing.ShouldHaveSingleItem().ShouldStartWith("Service backend/lb (lb.example.org): a name that leads into the cluster");
        var told = new IsolationSettings { NamedCidrs = [new("lb.example.org", IPNetwork.Parse("54.1.2.0/24"))] };
        named.Judge(told).Find("S3").Verdict.ShouldBe(IsolationVerdict.Open);
        Clusters.WithWalls(named.Without(Walls.Name).Without(Walls.EgressName), told).Judge(told).Find("S3").Verdict.ShouldBe(IsolationVerdict.Proven);

        var bare = cluster with { Nodes = [cluster.Nodes[0], cluster.Nodes[1] with { Status = null }] };
        bare.Judge().Find("S3").Missing.ShouldHaveSingleItem().ShouldStartWith("node b has no address");
        var rangeless = cluster with { Nodes = [cluster.Nodes[0], cluster.Nodes[1] with { Spec = null }] };
        rangeless.Judge().Find("S10").Missing.ShouldHaveSingleItem().ShouldStartWith("node b tells no range of pods");
    }

    [Fact]
    public void Ingress_and_Gateway_lead_in_by_addresses_of_their_own()
    {
        var cluster = Clusters.Walled();
        var byAddress = cluster with { Ingresses = [Ingress(new() { Ip = "54.1.2.3" })] };
        byAddress.Judge().Find("S3").Witnesses.ShouldHaveSingleItem().To.ShouldBe("54.1.2.3");
        var gateway = JsonSerializer.Deserialize("""{"metadata": {"namespace": "backend", "name": "gate"}, "status": {"addresses": [{"type": "IPAddress", "value": "54.1.2.4"}]}}""", ModelJson.Default.CustomObject)!;
        (cluster with { Gateways = [gateway] }).Judge().Find("S3").Witnesses.ShouldHaveSingleItem().To.ShouldBe("54.1.2.4");

        var byName = cluster with { Ingresses = [Ingress(new() { Hostname = "lb.example.org" })] };
        byName.Judge().Find("S3").Missing.ShouldHaveSingleItem().ShouldStartWith("Ingress backend/web (lb.example.org): a name that leads into the cluster");
        byName.Judge(new() { NamedCidrs = [new("lb.example.org", IPNetwork.Parse("54.1.2.0/24"))] }).Find("S3").Verdict.ShouldBe(IsolationVerdict.Open);
    }

    [Theory]
    [InlineData(null, "localhost")]
    [InlineData("10.43.0.9", null)]
    [InlineData("192.0.2.10", "lb.example.org")]
    [InlineData("", "")]
    [InlineData(null, "192.0.2.10")]
    public void Entry_that_is_shut_out_already_changes_nothing(string? ip, string? host) =>
        (Clusters.Walled() with { Ingresses = [Ingress(new() { Ip = ip, Hostname = host })] }).Judge().Find("S3").Verdict.ShouldBe(IsolationVerdict.Proven);

    [Fact]
    public void Name_beside_an_empty_address_counts() =>
        (Clusters.Walled() with { Ingresses = [Ingress(new() { Ip = "", Hostname = "lb.example.org" })] }).Judge().Find("S3").Verdict.ShouldBe(IsolationVerdict.Incomplete);

    private static Ingress Ingress(IngressLoadBalancerIngress entry) => new() { Metadata = new() { Namespace = "backend", Name = "web" }, Status = new() { LoadBalancer = new() { Ingress = [entry] } } };

    [Fact]
    public void Address_of_a_platform_is_protected_where_nodes_are_on_it()
    {
        var cluster = Clusters.Walled();
        var world = Clusters.Policy("stacks", "world", new()
        {
            PodSelector = new() { MatchLabels = new Dictionary<string, string> { ["portcullis.dev/egress"] = "internet" } },
            PolicyTypes = ["Egress"],
            Egress = [new() { To = [new() { IpBlock = new() { Cidr = "168.0.0.0/8" } }] }],
        });
        var open = cluster.Without(Walls.EgressName);
        open = open with { Policies = [.. open.Policies, world] };

        open.Judge().Find("S3").Verdict.ShouldBe(IsolationVerdict.Proven);
        var azure = open with { Nodes = [.. open.Nodes.Select(node => node with { Spec = node.Spec! with { ProviderID = "azure:///subscriptions/x" } })] };
        azure.Judge().Find("S3").Witnesses.ShouldHaveSingleItem().Text[0].ShouldContain("168.63.129.16 (Azure's wire server)");
    }

    [Fact]
    public void Cluster_traffic_lets_other_pods_in_by_nodes_unless_they_are_kept_from_them()
    {
        var cluster = Clusters.Walled();
        StackSettings stacks = new() { ExternalTrafficPolicy = "Cluster" };
        var bare = cluster.Without(Walls.Name).Without(Walls.EgressName);
        var walled = bare with { Policies = [.. bare.Policies, .. Walls.Build(AddressDiscovery.Of(cluster.Nodes, cluster.Services, cluster.ServiceRanges, [], [], new()), stacks, new())] };

        walled.Judge(stacks: stacks).Find("S6").Verdict.ShouldBe(IsolationVerdict.Open);
        var kept = Clusters.Policy("backend", "no-nodes", new() { PodSelector = new(), PolicyTypes = ["Egress"] });
        (walled with { Policies = [.. walled.Policies, kept] }).Judge(stacks: stacks).Find("S6").Verdict.ShouldBe(IsolationVerdict.Proven);
    }
}
