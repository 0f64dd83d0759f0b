using Portcullis.Policy.Network.Lint;

namespace Portcullis.Policy.Tests.Lint;

public class LintTests
{
    /// <summary>Each with the path of the one finding of that code.</summary>
    public static TheoryData<string, string, string> Found => new()
    {
        { LintCodes.InvalidObject, "{podSelector: {}, ingress: [{from: [{}]}]}", "spec.ingress[0].from[0]" },
        { LintCodes.InvalidObject, "{podSelector: {}, ingress: [{ports: [{port: 70000}]}]}", "spec.ingress[0].ports[0].port" },
        { LintCodes.EndPortWithNamedPort, "{podSelector: {}, ingress: [{ports: [{port: http, endPort: 9000}]}]}", "spec.ingress[0].ports[0].endPort" },
        { LintCodes.EmptyRuleAllowsAll, "{podSelector: {}, ingress: [{}]}", "spec.ingress[0]" },
        { LintCodes.EmptyRuleAllowsAll, "{podSelector: {}, egress: [{}], policyTypes: [Egress]}", "spec.egress[0]" },
        { LintCodes.EmptyListAllowsAll, "{podSelector: {}, ingress: [{from: []}]}", "spec.ingress[0].from" },
        { LintCodes.EmptyListAllowsAll, "{podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: []}]}", "spec.ingress[0].ports" },
        { LintCodes.SplitPeer, "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}, {podSelector: {matchLabels: {app: web}}}]}]}", "spec.ingress[0].from[1]" },
        { LintCodes.SplitPeer, "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}, {namespaceSelector: {}}]}]}", "spec.ingress[0].from[1]" },
        { LintCodes.SplitRule, "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}, {ports: [{port: 5432}]}]}", "spec.ingress[1]" },
        { LintCodes.SplitRule, "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 443}]}, {to: [{podSelector: {}}]}]}", "spec.egress[1]" },
        { LintCodes.RulesWithoutType, "{podSelector: {}, policyTypes: [Ingress], egress: [{to: [{podSelector: {}}]}]}", "spec.egress" },
        { LintCodes.RulesWithoutType, "{podSelector: {}, policyTypes: [Egress], ingress: [{from: [{podSelector: {}}]}]}", "spec.ingress" },
        { LintCodes.RulesWithoutType, "{podSelector: {}, egress: []}", "spec.egress" },
        { LintCodes.IngressDeniedUnasked, "{podSelector: {}, egress: [{ports: [{port: 53, protocol: UDP}]}]}", "spec.policyTypes" },
        { LintCodes.SelectsNoPod, "{podSelector: {matchLabels: {app: wbe}}}", "spec.podSelector" },
        { LintCodes.SelectsNoPod, "{podSelector: {matchLabels: {app: web}, matchExpressions: [{key: app, operator: NotIn, values: [web]}]}}", "spec.podSelector" },
        { LintCodes.PeerMatchesNothing, "{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: wbe}}}]}]}", "spec.ingress[0].from[0].podSelector" },
        { LintCodes.PeerMatchesNothing, "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: b}}}]}]}", "spec.ingress[0].from[0].namespaceSelector" },
        { LintCodes.PeerMatchesNothing, "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {stack: s1}}}]}]}", "spec.ingress[0].from[0].podSelector" },
        { LintCodes.MatchesUnlabelled, "{podSelector: {}, ingress: [{from: [{podSelector: {matchExpressions: [{key: role, operator: NotIn, values: [bot]}]}}]}]}", "spec.ingress[0].from[0].podSelector" },
        { LintCodes.MatchesUnlabelled, "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: team, operator: DoesNotExist}]}}]}]}", "spec.ingress[0].from[0].namespaceSelector" },
        { LintCodes.BlockOfAbsentFamily, "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: \"::/0\"}}]}]}", "spec.ingress[0].from[0].ipBlock" },
        { LintCodes.UnclearBlock, "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 010.7.0.0/16}}]}]}", "spec.ingress[0].from[0].ipBlock.cidr" },
        { LintCodes.UnclearBlock, "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8, 192.168.1.1/16]}}]}]}", "spec.ingress[0].from[0].ipBlock.except[1]" },
        { LintCodes.UnknownPortName, "{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: http}]}]}", "spec.ingress[0].ports[0].port" },
        { LintCodes.UnknownPortName, "{podSelector: {}, ingress: [{ports: [{port: http, protocol: UDP}]}]}", "spec.ingress[0].ports[0].port" },
        { LintCodes.UnknownPortName, "{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: http}]}]}", "spec.egress[0].ports[0].port" },
        { LintCodes.ServicePortNotTargetPort, "{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 80}]}]}", "spec.ingress[0].ports[0].port" },
        { LintCodes.EgressWithoutDns, "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: db}}}]}]}", "spec.egress" },
        { LintCodes.EgressWithoutDns, "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 53}]}]}", "spec.egress" },
    };

    /// <summary>Near to what is found, and meant as it is written.</summary>
    public static TheoryData<string> Clean =>
    [
        "{podSelector: {}, policyTypes: [Ingress]}",
        "{podSelector: {}, policyTypes: [Ingress, Egress]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}",
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}, {podSelector: {}}]}]}",
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: web}}}]}]}",
        "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}]}]}",
        "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}]}]}",
        "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}, {ports: [{port: 53, protocol: UDP}, {port: 53}]}]}",
        "{podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: http}, {port: 8080}]}]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: Exists}, {key: app, operator: NotIn, values: [db]}]}}]}]}",
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]}",
        "{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [stacks]}]}}]}]}",
    ];

    [Theory]
    [MemberData(nameof(Found))]
    public void Trap_is_found_at_its_path(string code, string spec, string path)
    {
        var finding = Looking.Only(Worlds.With(spec), code);

        finding.Object.ShouldBe("shop/walls");
        finding.Path.ShouldBe(path);
        finding.Message.ShouldNotBeEmpty();
        finding.Fix.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void Policy_that_does_what_it_says_is_clean(string spec) => Looking.At(Worlds.With(spec)).ShouldBeEmpty();

    [Theory]
    [InlineData("allow-all", false)]
    [InlineData("deny-all", true)]
    [InlineData("disallow-all", true)]
    public void Empty_rule_is_told_unless_the_name_speaks_of_allowing(string name, bool told) =>
        Looking.Codes(Worlds.With("{podSelector: {}, ingress: [{}]}", name)).Contains(LintCodes.EmptyRuleAllowsAll).ShouldBe(told);

    [Fact]
    public void Every_code_is_found_by_a_test()
    {
        var tested = Found.Select(row => row.Data.Item1)
            .Concat([LintCodes.UnknownField, LintCodes.NameLabelMissing, LintCodes.BlockCoversCluster, LintCodes.SelectsHostNetwork, LintCodes.Shadowed]);

        tested.Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(typeof(LintCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Unknown_field_is_passed_on()
    {
        var subject = Looking.Subject(Worlds.With("{podSelector: {}, policyTypes: [Ingress]}")) with { UnknownFields = [(new("shop", "walls"), "spec.podSelectr")] };

        NetworkPolicyLint.Check(subject).ShouldHaveSingleItem().ShouldBe(new LintFinding(
            LintCodes.UnknownField,
            "shop/walls",
            "spec.podSelectr",
            "the API has no such field: the API server drops it, so the policy means what is left without it",
            "mend the spelling and the indentation"));
    }

    [Fact]
    public void Pod_on_the_network_of_its_node_is_told()
    {
        var world = Worlds.With("{podSelector: {matchLabels: {app: web}}}").Replace("spec: {containers: [{name: c, ports: [{name: http", "spec: {hostNetwork: true, containers: [{name: c, ports: [{name: http", StringComparison.Ordinal);

        Looking.Only(world, LintCodes.SelectsHostNetwork).Message.ShouldStartWith("shop/web uses the network of the node");
    }

    [Fact]
    public void Nothing_is_said_about_labels_where_no_pods_are_known() =>
        Looking.At(Worlds.Policy("{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: http}]}]}")).ShouldBeEmpty();

    [Fact]
    public void Finished_pods_do_not_count()
    {
        var world = Worlds.With("{podSelector: {matchLabels: {app: web}}}").Replace("status: {podIP: 10.1.0.1}", "status: {phase: Succeeded}", StringComparison.Ordinal);

        Looking.Codes(world).ShouldBe([LintCodes.SelectsNoPod]);
    }
}
