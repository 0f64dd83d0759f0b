using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Tests.Network;

public sealed class ExplainTests
{
    private const string Named = """{"kubernetes.io/metadata.name":"stacks"}""";

    // What a well-known guide recommends.
    private static readonly NetworkPolicy NotStacks = Json.Policy("backend", "no-stacks", """
        {"podSelector":{},"policyTypes":["Ingress"],
         "ingress":[{"from":[{"namespaceSelector":{"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"NotIn","values":["stacks"]}]}}]}]}
        """);

    [Fact]
    public void Pod_that_no_policy_selects_is_open_in_words()
    {
        var verdict = Judge(new() { Pods = [Json.Pod("x", "a", status: """{"podIP":"10.0.0.1"}"""), Json.Pod("y", "b", status: """{"podIP":"10.0.0.2"}""")] }, "x/a", "10.0.0.2");

        verdict.Allowed.ShouldBeTrue();
        verdict.Egress.Isolated.ShouldBeFalse();
        verdict.Text.ShouldBe([
            "x/a to 10.0.0.2 on 80/TCP: allowed",
            "egress from x/a: no policy in namespace x selects it for egress, so everything is allowed",
            "ingress to y/b: no policy in namespace y selects it for ingress, so everything is allowed",
            "10.0.0.2 is the address of pod y/b",
        ]);
    }

    [Fact]
    public void Policy_without_rules_is_named_as_what_denies()
    {
        var walls = Json.Policy("stacks", "portcullis-walls", """{"podSelector":{},"policyTypes":["Egress"]}""");

        var verdict = Judge(new() { Pods = [Json.Pod("stacks", "a"), Json.Pod("y", "b")], Policies = [walls] }, "stacks/a", "y/b");

        verdict.Allowed.ShouldBeFalse();
        verdict.Egress.Policies.ShouldHaveSingleItem().Rule.ShouldBeNull();
        verdict.Text.ShouldContain("egress from stacks/a: selected by `stacks/portcullis-walls`; it has no egress rule");
    }

    [Fact]
    public void Rule_peer_and_port_that_allow_are_named()
    {
        var policy = Json.Policy("y", "db", """
            {"podSelector":{},"ingress":[
              {"from":[{"podSelector":{"matchLabels":{"app":"web"}}}]},
              {"from":[{"ipBlock":{"cidr":"10.0.0.0/8"}},{"podSelector":{},"namespaceSelector":{"matchLabels":{"team":"x"}}}],"ports":[{"port":53,"protocol":"UDP"},{"port":5432}]}]}
            """);
        var objects = new ClusterObjects { Namespaces = [Json.Space("x", """{"team":"x"}""")], Pods = [Json.Pod("x", "a"), Json.Pod("y", "b")], Policies = [policy] };

        var match = Judge(objects, "x/a", "y/b", "5432/TCP").Ingress.Policies.ShouldHaveSingleItem();

        (match.Rule, match.Peer, match.Port).ShouldBe((1, 1, 1));
        match.Reason.ShouldBe("its ingress rule 1 allows: from[1] (all pods in namespaces with team=x), ports[1] (5432/TCP)");
        Judge(objects, "x/a", "y/b", "80/TCP").Ingress.Policies.ShouldHaveSingleItem().Reason.ShouldBe(
            "its ingress rule 0 does not match: from[0] (pods with app=web in namespace y): without a namespaceSelector it means pods of namespace y alone; "
            + "its ingress rule 1 does not match: ports[0] (53/UDP): it is for UDP, ports[1] (5432/TCP): 80 is another port");
    }

    [Fact]
    public void Namespace_without_its_name_label_slips_through_a_not_in_and_is_told_so()
    {
        var objects = new ClusterObjects { Namespaces = [Json.Space("stacks"), Json.Space("backend")], Pods = [Json.Pod("stacks", "a"), Json.Pod("backend", "b")], Policies = [NotStacks] };

        var verdict = Judge(objects, "stacks/a", "backend/b");

        verdict.Allowed.ShouldBeTrue();
        verdict.Ingress.Policies.ShouldHaveSingleItem().Reason.ShouldContain("namespace stacks lacks the label kubernetes.io/metadata.name, and NotIn matches what lacks the label");
    }

    [Fact]
    public void Namespace_with_its_name_label_is_kept_out_by_a_not_in()
    {
        var objects = new ClusterObjects { Namespaces = [Json.Space("stacks", Named)], Pods = [Json.Pod("stacks", "a"), Json.Pod("backend", "b")], Policies = [NotStacks] };

        var verdict = Judge(objects, "stacks/a", "backend/b");

        verdict.Allowed.ShouldBeFalse();
        verdict.Ingress.Policies.ShouldHaveSingleItem().Reason.ShouldContain("namespace stacks does not match, for it has the label kubernetes.io/metadata.name=stacks");
    }

    [Fact]
    public void Invalid_policy_is_an_error_and_no_verdict()
    {
        var policy = Json.Policy("y", "bad", """{"podSelector":{},"ingress":[{"from":[{}]}]}""");

        var answer = NetworkSnapshot.Build(new() { Pods = [Json.Pod("x", "a"), Json.Pod("y", "b")], Policies = [policy] }).Explain(Question("x/a", "y/b"));

        answer.ShouldBeOfType<NetworkAnswer.Unanswerable>().Reasons.ShouldHaveSingleItem()
            .ShouldBe("NetworkPolicy y/bad is invalid: spec.ingress[0].from[0]: Required value: must specify a peer");
    }

    [Theory]
    [InlineData("x/a", "x/a", "traffic of x/a to itself is undefined: policies do not speak of it")]
    [InlineData("192.0.2.1", "192.0.2.2", "neither 192.0.2.1 nor 192.0.2.2 is a pod with an address of its own: policies do not speak of traffic between them")]
    [InlineData("x/nobody", "x/a", "there is no pod x/nobody")]
    [InlineData("x/a", "x/done", "pod x/done has finished, and so takes no part in the network")]
    public void Question_that_has_no_answer_says_why(string from, string to, string reason)
    {
        var snapshot = NetworkSnapshot.Build(new() { Pods = [Json.Pod("x", "a"), Json.Pod("x", "done", status: """{"phase":"Succeeded"}""")] });

        snapshot.Explain(Question(from, to)).ShouldBeOfType<NetworkAnswer.Unanswerable>().Reasons.ShouldBe([reason]);
    }

    [Fact]
    public void Service_address_is_judged_on_the_pod_and_port_behind_it()
    {
        var objects = new ClusterObjects
        {
            Pods = [Json.Pod("x", "a"), Json.Pod("y", "b", """{"app":"b"}""", """{"containers":[{"ports":[{"name":"web","containerPort":8080}]}]}""")],
            Services = [Json.Service("y", "b", """{"clusterIP":"10.96.0.7","selector":{"app":"b"},"ports":[{"port":80,"targetPort":"web"}]}""")],
            Policies = [Json.Policy("y", "only-8080", """{"podSelector":{},"ingress":[{"ports":[{"port":8080}]}]}""")],
        };

        var verdict = Judge(objects, "x/a", "10.96.0.7");

        verdict.Allowed.ShouldBeTrue();
        verdict.Text.ShouldContain("10.96.0.7 is the address of service y/b, behind which y/b answers on 8080/TCP");
        Judge(objects, "x/a", "y/b").Allowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("203.0.113.7", "the load balancer's address")]
    [InlineData("198.51.100.7", "an external address")]
    public void Address_that_leads_to_a_service_from_outside_is_judged_on_the_pods_behind_it(string address, string what)
    {
        var objects = Entered("""{"podSelector":{},"ingress":[{"ports":[{"port":8080}]}]}""", null);

        Judge(objects, "192.0.2.1", address).Text.ShouldContain($"{address} is {what} of service y/b, behind which y/b answers on 8080/TCP");
        Judge(objects, "192.0.2.1", address).Allowed.ShouldBeTrue();
        Judge(Entered("""{"podSelector":{},"ingress":[]}""", null), "192.0.2.1", address).Allowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("203.0.113.0/24", true)]
    [InlineData("192.0.2.0/24", false)]
    public void What_may_leave_to_such_an_address_may_come_in_from_there(string block, bool allowed)
    {
        var objects = Entered("""{"podSelector":{},"ingress":[{"from":[{"ipBlock":{"cidr":"0.0.0.0/0","except":["10.0.0.0/8"]}}]}]}""", $$$"""{"podSelector":{},"policyTypes":["Egress"],"egress":[{"to":[{"ipBlock":{"cidr":"{{{block}}}"}}]}]}""");

        var verdict = Judge(objects, "x/a", "203.0.113.7");

        verdict.Allowed.ShouldBe(allowed);
        verdict.Caveats.Any(caveat => caveat.Contains("may come in from there", StringComparison.Ordinal)).ShouldBe(allowed);
    }

    [Fact]
    public void Node_whose_address_leads_to_a_service_is_a_node_on_all_other_ports()
    {
        var objects = Entered("""{"podSelector":{},"ingress":[]}""", null);
        objects = objects with { Nodes = [new() { Metadata = new() { Name = "n" }, Status = new() { Addresses = [new() { Type = "InternalIP", Address = "198.51.100.7" }] } }] };

        Judge(objects, "x/a", "198.51.100.7").Text.ShouldContain(text => text.Contains("behind which y/b answers", StringComparison.Ordinal) || text.Contains("service y/b", StringComparison.Ordinal));
        ((NetworkAnswer.Judged)NetworkSnapshot.Build(objects).Explain(Question("x/a", "198.51.100.7") with { Port = new(10250, TransportProtocol.Tcp) })).Verdict.Text.ShouldNotContain(text => text.Contains("service y/b", StringComparison.Ordinal));
    }

    private static ClusterObjects Entered(string ingress, string? egress) => new()
    {
        Pods = [Json.Pod("x", "a"), Json.Pod("y", "b", """{"app":"b"}""", """{"containers":[{"ports":[{"containerPort":8080}]}]}""")],
        Services =
        [
            Json.Service("y", "b", """{"type":"LoadBalancer","clusterIP":"10.96.0.7","externalIPs":["198.51.100.7"],"selector":{"app":"b"},"ports":[{"port":80,"targetPort":8080}]}""") with
            {
                Status = new() { LoadBalancer = new() { Ingress = [new() { Ip = "203.0.113.7" }] } },
            },
        ],
        Policies = egress is null ? [Json.Policy("y", "in", ingress)] : [Json.Policy("y", "in", ingress), Json.Policy("x", "out", egress)],
    };

    [Fact]
    public void Pod_on_its_nodes_network_is_judged_as_the_node_and_not_provable()
    {
        var objects = new ClusterObjects
        {
            Pods = [Json.Pod("x", "agent", spec: """{"hostNetwork":true,"nodeName":"n1"}""", status: """{"podIP":"10.1.0.1"}"""), Json.Pod("y", "near", spec: """{"nodeName":"n1"}"""), Json.Pod("y", "far", spec: """{"nodeName":"n2"}""")],
            Policies = [Json.Policy("y", "deny", """{"podSelector":{}}""")],
        };

        Judge(objects, "x/agent", "y/near").Allowed.ShouldBeTrue();
        var far = Judge(objects, "x/agent", "y/far");
        far.Allowed.ShouldBeFalse();
        far.Caveats.ShouldContain(caveat => caveat.Contains("not provable", StringComparison.Ordinal));
    }

    private static NetworkVerdict Judge(ClusterObjects objects, string from, string to, string port = "80/TCP") =>
        NetworkSnapshot.Build(objects).Explain(Question(from, to, port)).ShouldBeOfType<NetworkAnswer.Judged>().Verdict;

    private static NetworkQuestion Question(string from, string to, string port = "80/TCP")
    {
        ProtocolPort.TryParse(port, out var read).ShouldBeTrue();
        return new(NetworkEndpoint.Parse(from)!, NetworkEndpoint.Parse(to)!, read);
    }
}
