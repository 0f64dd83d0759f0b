using System.Text.Json;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Policies;

public class PolicyCheckTests
{
    private const string Nodes = """
        ---
        {apiVersion: v1, kind: Node, metadata: {name: a}, spec: {podCIDR: 10.0.0.0/24}, status: {addresses: [{type: InternalIP, address: 192.168.1.1}]}}

        """;

    private const string Walls = """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: walls, namespace: stacks}
        spec:
          podSelector: {}
          policyTypes: [Ingress, Egress]
          ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/24, 192.168.1.1/32]}}]}]

        """;

    private readonly CapturedTerminal _terminal = new() { Input = PolicyWorld.Labelled + Nodes + Walls };

    [Fact]
    public async Task Report_is_json_of_the_shape_that_the_service_answers()
    {
        (await _terminal.RunAsync("policy", "check", "-f", "-", "-o", "json")).ShouldBe(ExitCode.Good, _terminal.Error);

        var report = JsonDocument.Parse(_terminal.Out).RootElement;
        report.EnumerateObject().Select(field => field.Name).ShouldBe(["verdict", "mode", "evaluated_at", "took_ms", "statements", "inputs"]);
        report.GetProperty("mode").ValueKind.ShouldBe(JsonValueKind.Null);
        report.GetProperty("evaluated_at").GetString()!.ShouldEndWith("Z");
        report.GetProperty("took_ms").GetDouble().ShouldBeGreaterThan(0);
        report.GetProperty("statements")[0].EnumerateObject().Select(field => field.Name).ShouldBe(["id", "title", "verdict", "advisory", "witnesses", "missing", "notes"]);
        report.GetProperty("statements")[4].GetProperty("advisory").GetBoolean().ShouldBeTrue();
        report.GetProperty("inputs")[0].EnumerateObject().Select(field => $"{field.Name}={field.Value}").ShouldBe(["name=stack namespace", "values=[\n        \"stacks\"\n      ]", "origin=STACK_NAMESPACE"]);
    }

    [Theory]
    [InlineData("010.1.0.0/16", "leading zeros", "10.1.0.0/16")]
    [InlineData("10.1.2.3/16", "bits set behind its first 16", "10.1.0.0/16")]
    [InlineData("\"::ffff:10.1.0.0/112\"", "within IPv6", "10.1.0.0/16")]
    public async Task Block_that_readers_do_not_read_alike_leaves_isolation_unproven_and_is_named(string block, string reason, string canonical)
    {
        _terminal.Input += $"---\n{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: weird, namespace: backend}}, spec: {{podSelector: {{}}, ingress: [{{from: [{{ipBlock: {{cidr: {block}}}}}]}}]}}}}\n";

        (await _terminal.RunAsync("policy", "check", "-f", "-")).ShouldBe(ExitCode.CannotAnswer, _terminal.Out);

        _terminal.Out.ShouldContain("NetworkPolicy backend/weird has the block");
        _terminal.Out.ShouldContain(reason);
        _terminal.Out.ShouldContain($"write it as {canonical}");
    }

    [Fact]
    public async Task Witness_shows_both_directions_as_an_explanation_does()
    {
        _terminal.Input = PolicyWorld.Unlabelled + Nodes;

        (await _terminal.RunAsync("policy", "check", "-f", "-", "-o", "json", "--kubernetes-version", "1.20")).ShouldBe(ExitCode.No);
        var explained = new CapturedTerminal { Input = _terminal.Input };
        await explained.RunAsync("policy", "explain", "-f", "-", "--from", "stacks/stack-1", "--to", "backend/api", "--port", "8080", "-o", "json", "--kubernetes-version", "1.20");

        var statements = JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("statements");
        var witness = statements.EnumerateArray().Single(statement => statement.GetProperty("id").GetString() == "S1").GetProperty("witnesses")[0];
        var explanation = JsonDocument.Parse(explained.Out).RootElement;
        witness.EnumerateObject().Select(field => field.Name).ShouldBe(["from", "to", "port", "egress", "ingress", "text"]);
        foreach (var field in (string[])["from", "to", "port", "egress", "ingress"])
        {
            witness.GetProperty(field).ToString().Where(c => !char.IsWhiteSpace(c)).ShouldBe(explanation.GetProperty(field).ToString().Where(c => !char.IsWhiteSpace(c)));
        }

        var noPath = statements.EnumerateArray().Single(statement => statement.GetProperty("id").GetString() == "S11").GetProperty("witnesses")[0];
        noPath.GetProperty("egress").ValueKind.ShouldBe(JsonValueKind.Null);
        noPath.GetProperty("from").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task People_read_the_verdict_first()
    {
        await _terminal.RunAsync("policy", "check", "-f", "-");

        _terminal.Out.ShouldStartWith("proven: the policies isolate the stacks\n\nS1  proven      no stack reaches a pod of another namespace\n");
    }

    [Fact]
    public async Task Environment_is_read_as_by_the_service_and_options_win()
    {
        _terminal.Environment["STACK_POD_CIDRS"] = "10.9.0.0/16";
        _terminal.Environment["STACK_NAMESPACE"] = "elsewhere";
        _terminal.Environment["HTTP_ADDR"] = "nonsense, and nothing to do with it";

        await _terminal.RunAsync("policy", "check", "-f", "-", "--stack-namespace", "stacks");

        Input("stack namespace").ShouldBe("stacks (--stack-namespace)");
        Input("pod ranges").ShouldBe("10.9.0.0/16 (STACK_POD_CIDRS)");
        _terminal.Out.ShouldContain("pod backend/api has address 10.0.0.1, outside of every known range");
    }

    [Fact]
    public async Task Options_tell_what_files_do_not()
    {
        _terminal.Input = PolicyWorld.Labelled + Walls;

        (await _terminal.RunAsync("policy", "check", "-f", "-", "--pod-cidr", "10.0.0.0/24", "--pod-cidr", "10.1.0.0/24", "--node-cidr", "192.168.1.1/32", "--service-cidr", "10.2.0.0/16", "--protected-cidr", "203.0.113.0/24", "--ingress-from", "backend/app=proxy,tier=edge"))
            .ShouldBe(ExitCode.No);

        Input("pod ranges").ShouldBe("10.0.0.0/24, 10.1.0.0/24 (--pod-cidr)");
        Input("service ranges").ShouldBe("10.2.0.0/16 (--service-cidr)");
        Input("node addresses").ShouldBe("192.168.1.1 (--node-cidr and addresses of nodes)");
        Input("protected ranges").ShouldBe("203.0.113.0/24 (--protected-cidr)");
        Input("let in besides players").ShouldBe("backend:app=proxy,tier=edge (--ingress-from)");
    }

    [Fact]
    public async Task Host_that_players_are_sent_to_by_name_wants_its_addresses_told()
    {
        string[] check = ["policy", "check", "-f", "-", "--egress-default", "internet", "--service-cidr", "10.2.0.0/16", "--public-host", "ctf.example"];
        _terminal.Input += """
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: out, namespace: stacks}
            spec:
              podSelector: {matchLabels: {portcullis.dev/egress: internet}}
              policyTypes: [Egress]
              egress: [{to: [{ipBlock: {cidr: 9.0.0.0/8}}]}]

            """;

        (await _terminal.RunAsync(check)).ShouldBe(ExitCode.CannotAnswer, _terminal.Out);
        _terminal.Out.ShouldContain("by \"ctf.example\" (STACK_PUBLIC_HOST), whose addresses the cluster does not tell: set STACK_PUBLIC_CIDRS to them");

        (await _terminal.RunAsync([.. check, "--public-cidr", "8.8.4.0/28"])).ShouldBe(ExitCode.CannotAnswer, _terminal.Out);
        _terminal.Out.ShouldContain("the addresses of the API server are not known");
        Input("addresses that players come in by").ShouldBe("8.8.4.0/28 (--public-cidr and --public-host)");

        (await _terminal.RunAsync([.. check, "--public-cidr", "9.8.4.0/28"])).ShouldBe(ExitCode.No, _terminal.Out);
        _terminal.Out.ShouldContain("by which players come in to stacks, and through it other stacks");
    }

    [Fact]
    public async Task Service_of_a_stack_that_is_not_as_it_was_made_is_open()
    {
        _terminal.Input += """
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: svc-stack-0123456789abcdef
              namespace: stacks
              labels: {app.kubernetes.io/managed-by: portcullis, portcullis.dev/stack: stack-0123456789abcdef, portcullis.dev/incarnation: bbbbb}
              annotations: {portcullis.dev/target-ports: 80/TCP}
            spec:
              type: NodePort
              externalTrafficPolicy: Local
              selector: {portcullis.dev/stack: stack-0123456789abcdef, portcullis.dev/incarnation: bbbbb}
              ports: [{port: 80, targetPort: 22, nodePort: 31001}]

            """;

        (await _terminal.RunAsync("policy", "check", "-f", "-")).ShouldBe(ExitCode.No, _terminal.Error);

        _terminal.Out.ShouldContain("Service stacks/svc-stack-0123456789abcdef: spec.ports is NodePort 31001 to 22/TCP (as 80), its record says a NodePort to 80/TCP");
    }

    [Theory]
    [InlineData("STACK_POD_CIDRS", "10.0.0.1/8")]
    [InlineData("STACK_EXTERNAL_TRAFFIC_POLICY", "Locally")]
    [InlineData("STACK_INGRESS_FROM", "Proxy")]
    public async Task Wrong_variable_is_named(string name, string value)
    {
        _terminal.Environment[name] = value;

        (await _terminal.RunAsync("policy", "check", "-f", "-")).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldStartWith($"error: {name}: \"{value}\" is not allowed");
        _terminal.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--pod-cidr", "10.0.0.1/8")]
    [InlineData("--stack-namespace", "Stacks")]
    [InlineData("--ingress-from", "proxy/=x")]
    [InlineData("--external-traffic-policy", "local")]
    [InlineData("--egress-default", "all")]
    [InlineData("--public-host", "https://ctf.example")]
    [InlineData("--public-cidr", "8.8.4.1/28")]
    public async Task Wrong_option_is_refused(string option, string value)
    {
        (await _terminal.RunAsync("policy", "check", "-f", "-", option, value)).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldContain(value);
        _terminal.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Invalid_policy_leaves_the_question_unanswered_and_is_told_with_its_place()
    {
        _terminal.Input = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: odd, namespace: stacks}\nspec: {podSelector: {}, ingress: [{from: [{}]}]}\n";

        (await _terminal.RunAsync("policy", "check", "-f", "-")).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldContain("error: standard input, line 1 (document 1): NetworkPolicy stacks/odd is invalid: spec.ingress[0].from[0]");
        _terminal.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cilium.io/v2", "CiliumClusterwideNetworkPolicy", "{name: x}", "{}", "CiliumClusterwideNetworkPolicy x can override network policies")]
    [InlineData("policy.networking.k8s.io/v1beta1", "ClusterNetworkPolicy", "{name: x}", "{}", "ClusterNetworkPolicy x can override")]
    [InlineData("crd.projectcalico.org/v1", "GlobalNetworkPolicy", "{name: knp.default.walls}", "{}", "GlobalNetworkPolicy knp.default.walls can override")]
    [InlineData("projectcalico.org/v3", "NetworkPolicy", "{name: x, namespace: stacks}", "{}", "NetworkPolicy stacks/x can override")]
    [InlineData("projectcalico.org/v3", "NetworkPolicy", "{name: knp.default.walls, namespace: stacks}", "{types: [Ingress]}", "NetworkPolicy stacks/knp.default.walls can override")]
    [InlineData("projectcalico.org/v3", "NetworkPolicy", "{name: knp.default.gone, namespace: stacks}", "{}", "NetworkPolicy stacks/knp.default.gone can override")]
    [InlineData("networking.gke.io/v1alpha1", "FQDNNetworkPolicy", "{name: x, namespace: stacks}", "{}", "FQDNNetworkPolicy stacks/x can override")]
    [InlineData("vpcresources.k8s.aws/v1beta1", "SecurityGroupPolicy", "{name: x, namespace: stacks}", "{}", "SecurityGroupPolicy stacks/x can override")]
    [InlineData("crd.nsx.vmware.com/v1alpha1", "SecurityPolicy", "{name: x, namespace: stacks}", "{}", "SecurityPolicy stacks/x can override")]
    [InlineData("kubeovn.io/v1", "SecurityGroup", "{name: x}", "{}", "SecurityGroup x can override")]
    [InlineData("kubeovn.io/v1", "Subnet", "{name: x}", "{acls: [{action: allow-related}]}", "Subnet x can override")]
    [InlineData("k8s.ovn.org/v1", "UserDefinedNetwork", "{name: x, namespace: stacks}", "{}", "UserDefinedNetwork stacks/x can override")]
    [InlineData("cilium.io/v2", "CiliumLocalRedirectPolicy", "{name: x, namespace: stacks}", "{}", "CiliumLocalRedirectPolicy stacks/x can override")]
    [InlineData("cilium.io/v2", "CiliumNodeConfig", "{name: x, namespace: kube-system}", "{}", "CiliumNodeConfig kube-system/x can override")]
    [InlineData("k8s.cni.cncf.io/v1", "NetworkAttachmentDefinition", "{name: x, namespace: kube-system}", "{}", "NetworkAttachmentDefinition kube-system/x can override")]
    [InlineData("crd.projectcalico.org/v1", "FelixConfiguration", "{name: default}", "{chainInsertMode: Append}", "FelixConfiguration default can override")]
    [InlineData("cilium.io/v3", "CiliumSurprise", "{name: x, namespace: backend}", "{}", "CiliumSurprise backend/x is of an unknown kind of cilium.io")]
    [InlineData("argoproj.io/v1alpha1", "Rollout", "{name: x, namespace: backend}", "{template: {spec: {containers: []}}}", "Rollout backend/x (argoproj.io/v1alpha1) makes pods, which are not looked at")]
    [InlineData("crd.projectcalico.org/v1", "FelixConfiguration", "{name: default}", "{logSeverityScreen: Info}", null)]
    [InlineData("kubeovn.io/v1", "Subnet", "{name: ovn-default}", "{cidrBlock: 10.0.0.0/24}", null)]
    [InlineData("networking.k8s.aws/v1alpha1", "PolicyEndpoint", "{name: x, namespace: stacks}", "{}", null)]
    [InlineData("cilium.io/v2", "CiliumIdentity", "{name: x}", "{}", null)]
    [InlineData("crd.antrea.io/v1beta1", "Tier", "{name: x}", "{}", null)]
    [InlineData("k8s.cni.cncf.io/v1", "NetworkAttachmentDefinition", "{name: x, namespace: other}", "{}", null)]
    [InlineData("security.istio.io/v1", "AuthorizationPolicy", "{name: x, namespace: stacks}", "{}", null)]
    [InlineData("projectcalico.org/v3", "NetworkPolicy", "{name: x, namespace: backend}", "{}", null)]
    [InlineData("projectcalico.org/v3", "NetworkPolicy", "{name: knp.default.walls, namespace: stacks}", "{order: 1000, selector: projectcalico.org/orchestrator == 'k8s', types: [Ingress, Egress], ingress: [{action: Allow, source: {nets: [0.0.0.0/0], notNets: [10.0.0.0/24, 192.168.1.1/32]}}]}", null)]
    [InlineData("example.org/v1", "NetworkPolicy2", "{name: x, namespace: stacks}", "{}", null)]
    public async Task Objects_of_other_kinds_leave_the_verdict_incomplete_where_they_can_undo_what_holds_stacks(string apiVersion, string kind, string metadata, string spec, string? missing)
    {
        _terminal.Input += $"---\n{{apiVersion: {apiVersion}, kind: {kind}, metadata: {metadata}, spec: {spec}}}\n";

        (await _terminal.RunAsync("policy", "check", "-f", "-")).ShouldBe(missing is null ? ExitCode.Good : ExitCode.CannotAnswer, _terminal.Out);

        _terminal.Error.ShouldNotContain("warning:");
        if (missing is not null)
        {
            _terminal.Out.ShouldContain($"    missing: {missing}");
        }
    }

    [Theory]
    [InlineData("networking.k8s.io/v1", "{apiVersion: v1, kind: Endpoints, metadata: {name: kubernetes, namespace: default}, subsets: [{addresses: [{ip: 192.168.1.1} ] } ] }")]
    [InlineData("networking.k8s.io/v1beta1", "{apiVersion: v1, kind: Endpoints, metadata: {name: kubernetes, namespace: default}, subsets: [{notReadyAddresses: [{ip: 192.168.1.1} ], ports: [{port: 6443} ] } ] }")]
    [InlineData("networking.k8s.io/v1", "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: kubernetes, namespace: default, labels: {kubernetes.io/service-name: kubernetes} }, addressType: IPv4, endpoints: [{addresses: [192.168.1.1] } ], ports: [{port: 6443, name: https} ] }")]
    public async Task Range_of_services_and_place_of_the_api_server_are_read_from_their_objects(string apiVersion, string endpoints)
    {
        _terminal.Input += $$"""
            ---
            {apiVersion: {{apiVersion}}, kind: ServiceCIDR, metadata: {name: kubernetes}, spec: {cidrs: [10.5.0.0/16] } }
            ---
            {{endpoints}}
            """;

        (await _terminal.RunAsync("policy", "check", "-f", "-")).ShouldBe(ExitCode.Good, _terminal.Error);

        Input("service ranges").ShouldBe("10.5.0.0/16 (ServiceCIDR objects)");
        Input("API server").ShouldBe("192.168.1.1 (Service and endpoints default/kubernetes)");
        _terminal.Error.ShouldNotContain("not looked at");
    }

    [Fact]
    public async Task Namespaces_that_are_only_referred_to_are_said_to_be_taken_as_labelled()
    {
        _terminal.Input = PolicyWorld.Guide + "---\n{apiVersion: v1, kind: Namespace, metadata: {name: backend, labels: {kubernetes.io/metadata.name: backend}}}\n" + Nodes + Walls;

        await _terminal.RunAsync("policy", "check", "-f", "-");

        _terminal.Out.ShouldContain("    note: namespace stacks is not given, and taken to carry the label kubernetes.io/metadata.name\n");
    }

    [Fact]
    public async Task Stack_namespace_of_which_nothing_is_given_is_judged_for_stacks_to_come()
    {
        (await _terminal.RunAsync("policy", "check", "-f", "-", "--stack-namespace", "challenges")).ShouldBe(ExitCode.No);

        _terminal.Error.ShouldContain("note: there is nothing in the stack namespace \"challenges\"");
        _terminal.Out.ShouldContain("S2  OPEN        no stack reaches another stack\n    - a new stack (egress: internet) can reach a new stack (egress: ");
    }

    [Fact]
    public async Task Workloads_stand_for_their_pods_and_those_without_an_address_are_nowhere_known()
    {
        _terminal.Input = PolicyWorld.Labelled.Replace("spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}, status: {podIP: 10.0.0.1}", "spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}", StringComparison.Ordinal) + Nodes + """
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: by-address, namespace: stacks}
            spec: {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/24}}]}]}
            """;

        await _terminal.RunAsync("policy", "check", "-f", "-");

        _terminal.Out.ShouldContain("S1  incomplete");
        _terminal.Out.ShouldContain("    missing: the addresses of backend/api are not known, and stacks reach addresses that pods have");
    }

    /// <summary>What stands behind the name of an input.</summary>
    private string Input(string name) => _terminal.Out.Split('\n').Single(line => line.StartsWith($"    {name} ", StringComparison.Ordinal))[(4 + name.Length)..].Trim();
}
