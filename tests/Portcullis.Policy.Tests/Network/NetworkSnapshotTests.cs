using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reference;
using Portcullis.Policy.Network.Sets;

namespace Portcullis.Policy.Tests.Network;

public sealed class NetworkSnapshotTests
{
    private static readonly NetworkQuestion AtoB = new(NetworkEndpoint.Parse("x/a")!, NetworkEndpoint.Parse("y/b")!, ProtocolPort.Default);

    private static readonly ClusterObjects TwoPods = new()
    {
        Pods = [Json.Pod("x", "a", status: """{"podIP":"10.0.0.1"}"""), Json.Pod("y", "b", status: """{"podIP":"10.0.0.2"}""")],
    };

    private static readonly EndpointSet X = new() { Pods = new() { Namespaces = ["x"] } };
    private static readonly EndpointSet Y = new() { Pods = new() { Namespaces = ["y"] } };

    [Fact]
    public void Second_object_of_one_name_is_a_problem_until_one_is_taken_anew()
    {
        var snapshot = NetworkSnapshot.Build(TwoPods with { Policies = [Json.Policy("y", "p", "{}"), Json.Policy("y", "p", "{}")] });

        snapshot.Problems.ShouldHaveSingleItem().ToString().ShouldBe("NetworkPolicy y/p is invalid: metadata.name: Duplicate value: \"p\"");
        snapshot.TryAsk(AtoB, out _).ShouldBeFalse();
        snapshot.With(Json.Policy("y", "p", "{}")).TryAsk(AtoB, out var answer).ShouldBeTrue();
        answer.ShouldBe(Reachability.Denied);
    }

    [Fact]
    public void Invalid_object_silences_all_answers_until_it_is_repaired_or_gone()
    {
        var broken = Json.Policy("z", "p", """{"ingress":[{"ports":[{"port":0}]}]}""");
        var snapshot = NetworkSnapshot.Build(TwoPods).With(broken);

        snapshot.Problems.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().Field.ShouldBe("spec.ingress[0].ports[0].port");
        snapshot.Explain(AtoB).ShouldBeOfType<NetworkAnswer.Unanswerable>();
        snapshot.Matrix([AtoB.From, AtoB.To], [AtoB.Port]).ShouldBeOfType<MatrixAnswer.Unanswerable>();
        snapshot.Reach(new() { From = X, To = Y }).ShouldBeOfType<ReachAnswer.Unanswerable>();
        snapshot.Without(broken).Explain(AtoB).ShouldBeOfType<NetworkAnswer.Judged>();
        snapshot.With(Json.Policy("z", "p", "{}")).Explain(AtoB).ShouldBeOfType<NetworkAnswer.Judged>();
    }

    [Theory]
    [InlineData("""{"podIP":"10.0.0"}""", "status.podIP")]
    [InlineData("""{"podIPs":[{"ip":"10.0.0.1"},{"ip":"10.0.0.2"}]}""", "status.podIPs")]
    public void Pod_whose_addresses_cannot_be_read_is_a_problem(string status, string field) =>
        NetworkSnapshot.Empty.With(Json.Pod("x", "a", status: status)).Problems.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().Field.ShouldBe(field);

    [Fact]
    public void Object_of_another_kind_is_refused() =>
        Should.Throw<ArgumentException>(() => NetworkSnapshot.Empty.With(new Secret())).Message.ShouldStartWith("reachability does not follow from a Secret");

    [Fact]
    public void Null_in_a_list_is_read_as_the_api_server_reads_it()
    {
        var snapshot = NetworkSnapshot.Build(TwoPods).With(Json.Policy("y", "p", """{"ingress":[null]}"""));

        snapshot.TryAsk(AtoB, out var answer).ShouldBeTrue();
        answer.ShouldBe(Reachability.Allowed);
        snapshot.With(Json.Policy("y", "p", """{"ingress":[{"from":[null]}]}""")).Problems.ShouldHaveSingleItem().Errors.ShouldHaveSingleItem().Field.ShouldBe("spec.ingress[0].from[0]");
    }

    [Fact]
    public void Witness_names_the_rules_of_both_directions()
    {
        var snapshot = NetworkSnapshot.Build(TwoPods with
        {
            Policies =
            [
                Json.Policy("x", "out", """{"policyTypes":["Egress"],"egress":[{"to":[{"namespaceSelector":{}}],"ports":[{"port":8000,"endPort":9000}]}]}"""),
                Json.Policy("y", "in", """{"ingress":[{"ports":[{"port":7000}]},{"from":[{"ipBlock":{"cidr":"10.0.0.0/24"}}],"ports":[{"port":8500,"endPort":8600}]}]}"""),
            ],
        });

        var witness = snapshot.Reach(new() { From = X, To = Y }).ShouldBeOfType<ReachAnswer.Somebody>().Witness;

        witness.Question.ToString().ShouldBe("x/a to y/b on 8500/TCP");
        witness.Egress.Policies.ShouldHaveSingleItem().Rule.ShouldBe(0);
        witness.Ingress.Policies.ShouldHaveSingleItem().Rule.ShouldBe(1);
        snapshot.Reach(new() { From = X, To = Y, Ports = [new(TransportProtocol.Tcp, 1, 8499), new(TransportProtocol.Udp, 1, 65535)] }).ShouldBeOfType<ReachAnswer.Nobody>();
        snapshot.Reach(new() { From = Y, To = X }).ShouldBeOfType<ReachAnswer.Somebody>();
    }

    [Fact]
    public void Denial_to_a_range_is_proven_on_every_address_and_port()
    {
        var walls = Json.Policy("x", "walls", """{"policyTypes":["Egress"],"egress":[{"to":[{"ipBlock":{"cidr":"0.0.0.0/0","except":["10.0.0.0/8","169.254.0.0/16"]}}]}]}""");
        var snapshot = NetworkSnapshot.Build(TwoPods).With(walls);

        snapshot.Reach(To("10.0.0.0/8")).ShouldBeOfType<ReachAnswer.Nobody>();
        snapshot.Reach(To("169.254.169.254/32")).ShouldBeOfType<ReachAnswer.Nobody>();
        snapshot.Reach(To("10.0.0.0/7")).ShouldBeOfType<ReachAnswer.Somebody>().Witness.Question.ToString().ShouldBe("x/a to 11.0.0.0 on 1/TCP");
        snapshot.Reach(To("::/0")).ShouldBeOfType<ReachAnswer.Nobody>();

        static ReachQuestion To(string cidr) => new() { From = X, To = new() { Blocks = [new() { Cidr = cidr }] } };
    }

    [Fact]
    public void Single_pod_is_not_its_own_witness_but_two_alike_are()
    {
        var one = NetworkSnapshot.Build(TwoPods);

        one.Reach(new() { From = X, To = X }).ShouldBeOfType<ReachAnswer.Nobody>();
        one.With(Json.Pod("x", "c", status: """{"podIP":"10.0.0.3"}""")).Reach(new() { From = X, To = X })
            .ShouldBeOfType<ReachAnswer.Somebody>().Witness.Question.ToString().ShouldBe("x/a to x/c on 1/TCP");
    }

    [Fact]
    public void Pod_on_its_nodes_network_is_left_out_of_a_proof_and_named()
    {
        var snapshot = NetworkSnapshot.Build(TwoPods).With(Json.Policy("x", "walls", """{"policyTypes":["Egress"]}"""))
            .With(Json.Pod("y", "agent", spec: """{"hostNetwork":true}""", status: """{"podIP":"172.16.0.1"}"""));

        snapshot.Reach(new() { From = X, To = Y }).ShouldBeOfType<ReachAnswer.Nobody>().NotProvable.ShouldBe([NetworkEndpoint.Parse("y/agent")!]);
    }
}
