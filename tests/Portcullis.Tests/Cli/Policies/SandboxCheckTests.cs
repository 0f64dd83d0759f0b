using System.Text.Json;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Policies;

/// <summary>What <c>policy check --stack-selector</c> says of pods that somebody else calls sandboxes.</summary>
public class SandboxCheckTests
{
    private const string Cluster = """
        {apiVersion: v1, kind: Node, metadata: {name: a}, spec: {podCIDR: 10.42.0.0/24}, status: {addresses: [{type: InternalIP, address: 8.8.0.10}]}}
        ---
        {apiVersion: networking.k8s.io/v1, kind: ServiceCIDR, metadata: {name: kubernetes}, spec: {cidrs: [10.43.0.0/16]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: kubernetes, namespace: default}, spec: {clusterIP: 10.43.0.1, ports: [{port: 443}]}}

        """;

    private const string DenyAll = """
        ---
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny-all, namespace: runs}, spec: {podSelector: {}, policyTypes: [Ingress, Egress]}}

        """;

    private const string Internet = """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: internet, namespace: runs}
        spec:
          podSelector: {matchLabels: {app: sandbox}}
          policyTypes: [Egress]
          egress:
          - to: [{ipBlock: {cidr: 0.0.0.0/0, except: [0.0.0.0/8, 8.8.0.10/32, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/4, 240.0.0.0/4]}}]

        """;

    // Pods with app=sandbox reach one another, and nothing else.
    private const string Mates = """
        ---
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: mates, namespace: runs}, spec: {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {matchLabels: {app: sandbox}}}]}], egress: [{to: [{podSelector: {matchLabels: {app: sandbox}}}]}]}}

        """;

    private static readonly string Two = Pod("runs", "one", "10.42.0.11", "app: sandbox") + Pod("runs", "two", "10.42.0.12", "app: sandbox");
    private static readonly string Queue = Pod("runs", "queue", "10.42.0.20", "app: queue");

    private CapturedTerminal _terminal = new();

    [Fact]
    public async Task Selected_pods_are_stacks_and_the_others_of_their_namespace_are_not()
    {
        var walled = Cluster + DenyAll + Two + Queue;
        (await CheckAsync(walled, "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.Good, _terminal.Out + _terminal.Error);
        Short().ShouldBe("S4 incomplete, S8 incomplete");

        (await CheckAsync(walled + Allow("to-queue", "app: sandbox", "Egress", "app: queue") + Allow("from-sandbox", "app: queue", "Ingress", "app: sandbox"), "--stack-selector", "app=sandbox", "--stack-egress", "none")).ShouldBe(ExitCode.No);
        Short().ShouldBe("S1 open, S4 incomplete, S8 incomplete, S9 open");
        Witness("S1").ShouldBe("runs/one -> runs/queue 80/TCP");

        (await CheckAsync(walled + Allow("from-queue", "app: sandbox", "Ingress", "app: queue") + Allow("to-sandbox", "app: queue", "Egress", "app: sandbox"), "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.No);
        Short().ShouldBe("S4 incomplete, S6 open, S8 incomplete");
        Witness("S6").ShouldBe("runs/queue -> runs/one 80/TCP");

        (await CheckAsync(walled + Allow("from-queue", "app: sandbox", "Ingress", "app: queue") + Allow("to-sandbox", "app: queue", "Egress", "app: sandbox"), "--stack-selector", "app=sandbox", "--ingress-from", "runs/app=queue")).ShouldBe(ExitCode.Good, _terminal.Out);
    }

    [Theory]
    [InlineData("app=sandbox", "2 pods by app=sandbox in namespace runs")]
    [InlineData("app in (sandbox,queue),!db", "3 pods by app in (queue,sandbox),!db in namespace runs")]
    [InlineData("app notin (queue)", "2 pods by app notin (queue) in namespace runs")]
    [InlineData("", "3 pods in namespace runs")]
    public async Task Selector_is_kubectls_and_the_report_names_what_was_judged(string selector, string judged)
    {
        await CheckAsync(Cluster + DenyAll + Two + Queue, "--stack-selector", selector);

        Report().GetProperty("judged").GetString().ShouldBe(judged);
        var text = new CapturedTerminal { Input = Cluster + DenyAll + Two + Queue };
        await text.RunAsync("policy", "check", "-f", "-", "--stack-selector", selector);
        text.Out.Split('\n')[1].ShouldBe($"judged: {judged}");
    }

    [Fact]
    public async Task What_this_services_stacks_are_judged_by_names_nothing()
    {
        await CheckAsync(Cluster + DenyAll);

        Report().TryGetProperty("judged", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("app=other", "no pod is selected by --stack-selector \"app=other\"")]
    [InlineData("app in (", "--stack-selector: ")]
    public async Task Nobody_is_never_proven(string selector, string complaint)
    {
        (await CheckAsync(Cluster + DenyAll + Two, "--stack-selector", selector)).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldContain(complaint);
        _terminal.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("finished pods are nobody", "Succeeded")]
    [InlineData("failed pods are nobody", "Failed")]
    public async Task Pods_that_are_over_are_nobody(string what, string phase)
    {
        (await CheckAsync(Cluster + DenyAll + Two.Replace("phase: Running", $"phase: {phase}", StringComparison.Ordinal), "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.CannotAnswer, what);
    }

    [Theory]
    [InlineData("--newcomer-labels", "app=sandbox")]
    [InlineData("--stack-group", "namespace")]
    [InlineData("--stack-egress", "none")]
    public async Task Options_about_sandboxes_need_a_selector(string option, string value)
    {
        (await CheckAsync(Cluster, option, value)).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldContain($"{option} is about pods that --stack-selector selects");
    }

    [Theory]
    [InlineData("--stack-group is one of its words", "--stack-group", "team")]
    [InlineData("labels are KEY=VALUE", "--newcomer-labels", "app", "--stack-namespace", "runs")]
    [InlineData("newcomers are selected", "--newcomer-labels", "app=db", "--stack-namespace", "runs")]
    [InlineData("newcomers are somewhere", "--newcomer-labels", "app=sandbox")]
    [InlineData("this service's egress is not theirs", "--egress-default", "internet")]
    [InlineData("this service's traffic policy is not theirs", "--external-traffic-policy", "Cluster")]
    public async Task Wrong_options_are_refused(string what, params string[] options)
    {
        (await CheckAsync(Cluster + DenyAll + Two, ["--stack-selector", "app=sandbox", .. options])).ShouldBe(ExitCode.CannotAnswer, what);

        _terminal.Out.ShouldBeEmpty(what);
    }

    [Fact]
    public async Task Several_namespaces_need_a_selector()
    {
        (await CheckAsync(Cluster, "--stack-namespace", "a", "--stack-namespace", "b")).ShouldBe(ExitCode.CannotAnswer);

        _terminal.Error.ShouldContain("--stack-selector");
    }

    [Fact]
    public async Task Sandboxes_that_may_out_have_to_be_said_to()
    {
        var input = Cluster + DenyAll + Internet + Two;
        (await CheckAsync(input, "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.CannotAnswer, _terminal.Out);
        Short().ShouldBe("S4 incomplete, S8 incomplete, S9 incomplete");
        Statement("S9").GetProperty("advisory").GetBoolean().ShouldBeFalse();
        Statement("S9").GetProperty("missing")[0].GetString()!.ShouldContain("--stack-egress none or internet");

        (await CheckAsync(input, "--stack-selector", "app=sandbox", "--stack-egress", "internet")).ShouldBe(ExitCode.Good, _terminal.Out);
        Statement("S9").GetProperty("advisory").GetBoolean().ShouldBeTrue();
        Statement("S9").GetProperty("missing")[0].GetString()!.ShouldStartWith("not applicable: ");

        (await CheckAsync(input, "--stack-selector", "app=sandbox", "--stack-egress", "none")).ShouldBe(ExitCode.No, _terminal.Out);
        Witness("S9").ShouldBe("runs/one -> 1.0.0.0 443/TCP");
        Witness("S3").ShouldBe("runs/one -> 1.0.0.0 443/TCP");
    }

    [Fact]
    public async Task Each_pod_is_a_stack_unless_said_otherwise()
    {
        var teams = Cluster + Mates + Pod("runs", "one", "10.42.0.11", "app: sandbox, team: red") + Pod("runs", "two", "10.42.0.12", "app: sandbox, team: red");
        (await CheckAsync(teams, "--stack-selector", "app=sandbox", "--stack-egress", "internet")).ShouldBe(ExitCode.No);
        Witness("S2").ShouldBe("runs/one -> runs/two 80/TCP");
        (await CheckAsync(teams, "--stack-selector", "app=sandbox", "--stack-group", "namespace", "--stack-egress", "none")).ShouldBe(ExitCode.Good, _terminal.Out);
        (await CheckAsync(teams, "--stack-selector", "app=sandbox", "--stack-group", "label=team", "--stack-egress", "none")).ShouldBe(ExitCode.Good, _terminal.Out);
        Statement("S2").GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ShouldContain("those of a namespace with the same team are one stack: what they reach of one another is not judged");

        var blue = teams + Pod("runs", "three", "10.42.0.13", "app: sandbox, team: blue");
        (await CheckAsync(blue, "--stack-selector", "app=sandbox", "--stack-group", "label=team", "--stack-egress", "none")).ShouldBe(ExitCode.No);
        Short().ShouldBe("S2 open, S4 incomplete, S8 incomplete, S9 open");

        var alone = teams + Pod("runs", "three", "10.42.0.13", "app: sandbox") + Pod("runs", "four", "10.42.0.14", "app: sandbox");
        (await CheckAsync(alone, "--stack-selector", "app=sandbox,!team", "--stack-group", "label=team", "--stack-egress", "internet")).ShouldBe(ExitCode.No);
        Witness("S2").ShouldBe("runs/four -> runs/three 80/TCP");
    }

    [Fact]
    public async Task Namespaces_have_pods_of_the_same_names()
    {
        var input = Cluster + DenyAll + DenyAll.Replace("runs", "more", StringComparison.Ordinal) + Two + Two.Replace("runs", "more", StringComparison.Ordinal).Replace("10.42.0.1", "10.42.0.3", StringComparison.Ordinal);
        (await CheckAsync(input, "--stack-selector", "app=sandbox", "--stack-namespace", "runs", "--stack-namespace", "more")).ShouldBe(ExitCode.Good, _terminal.Out);
        Report().GetProperty("judged").GetString().ShouldBe("4 pods by app=sandbox in namespaces more, runs");

        // Of a namespace that is left out the pods are others.
        var open = input.Replace("{name: deny-all, namespace: more}", "{name: deny-all, namespace: more}, x: y", StringComparison.Ordinal);
        await CheckAsync(open, "--stack-selector", "app=sandbox", "--stack-namespace", "runs");
        Report().GetProperty("judged").GetString().ShouldBe("2 pods by app=sandbox in namespace runs");
        Input("other pods").ShouldBe("2");
    }

    [Fact]
    public async Task Namespace_without_any_is_named()
    {
        await CheckAsync(Cluster + DenyAll + Two, "--stack-selector", "app=sandbox", "--stack-namespace", "runs", "--stack-namespace", "rums");

        _terminal.Error.ShouldContain("note: no pod is selected in rums");
    }

    [Fact]
    public async Task Workload_is_two_pods_at_each_kind_of_address()
    {
        var deployment = """
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: runner, namespace: runs}, spec: {selector: {matchLabels: {app: sandbox}}, template: {metadata: {labels: {app: sandbox}}, spec: {containers: [{name: main, image: x, ports: [{containerPort: 80}]}]}}}}

            """;
        (await CheckAsync(Cluster + Mates + deployment, "--stack-selector", "app=sandbox", "--stack-egress", "internet")).ShouldBe(ExitCode.No);
        Witness("S2").ShouldStartWith("runs/runner -> runs/runner~and~2 ");
        Statement("S2").GetProperty("witnesses")[0].GetProperty("text").EnumerateArray().Select(line => line.GetString()).ShouldContain(line => line!.Contains("another pod of runs/runner", StringComparison.Ordinal));
        _terminal.Error.ShouldContain("runs/runner is judged as two pods each");

        // By address: one of the pods may be where the block lets it.
        var half = """
            ---
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: half, namespace: runs}, spec: {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{ipBlock: {cidr: 10.42.0.0/25}}]}], egress: [{to: [{ipBlock: {cidr: 10.42.0.128/25}}]}]}}

            """;
        await CheckAsync(Cluster + half + deployment, "--stack-selector", "app=sandbox", "--stack-egress", "internet");
        Short().ShouldContain("S2 open");
    }

    [Fact]
    public async Task Pod_without_an_address_is_looked_for_wherever_it_may_be_and_is_but_one()
    {
        var half = """
            ---
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: half, namespace: runs}, spec: {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}]}], egress: [{to: [{ipBlock: {cidr: 10.42.0.128/25}}]}]}}

            """;
        var one = "---\n{apiVersion: v1, kind: Pod, metadata: {name: pending, namespace: runs, labels: {app: sandbox}}, spec: {containers: [{name: main, image: x, ports: [{containerPort: 80}]}]}}\n";
        await CheckAsync(Cluster + half + one, "--stack-selector", "app=sandbox", "--stack-egress", "internet");
        Statement("S2").GetProperty("verdict").GetString().ShouldBe("proven", _terminal.Out);
        Statement("S2").GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ShouldContain(note => note!.StartsWith("there is one stack alone", StringComparison.Ordinal));

        await CheckAsync(Cluster + half + one + Pod("runs", "one", "10.42.0.11", "app: sandbox"), "--stack-selector", "app=sandbox", "--stack-egress", "internet");
        Witness("S2").ShouldStartWith("runs/one -> runs/pending");
    }

    [Fact]
    public async Task Newcomers_are_judged_where_they_are_asked_for()
    {
        var free = """
            ---
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: free, namespace: runs}, spec: {podSelector: {matchLabels: {tier: free}}, policyTypes: [Egress], egress: [{}]}}

            """;
        (await CheckAsync(Cluster + DenyAll + free + Two, "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.Good, _terminal.Out);
        (await CheckAsync(Cluster + DenyAll + free + Two, "--stack-selector", "app=sandbox", "--stack-namespace", "runs", "--newcomer-labels", "app=sandbox,tier=free", "--stack-egress", "internet")).ShouldBe(ExitCode.No);
        Statement("S3").GetProperty("witnesses")[0].GetProperty("text")[0].GetString()!.ShouldStartWith("a new stack of runs (labels app=sandbox,tier=free) can reach 10.43.0.1");
        Report().GetProperty("judged").GetString().ShouldBe("2 pods by app=sandbox in namespace runs, and new ones with the labels app=sandbox,tier=free in namespace runs");

        (await CheckAsync(Cluster + DenyAll, "--stack-selector", "app=sandbox", "--stack-namespace", "runs", "--newcomer-labels", "app=sandbox")).ShouldBe(ExitCode.Good, _terminal.Out + _terminal.Error);
        (await CheckAsync(Cluster + Mates, "--stack-selector", "app=sandbox", "--stack-namespace", "runs", "--newcomer-labels", "app=sandbox")).ShouldBe(ExitCode.No);
        Short().ShouldContain("S2 open");
        (await CheckAsync(Cluster, "--stack-selector", "app=sandbox", "--stack-namespace", "not-made-yet", "--newcomer-labels", "app=sandbox")).ShouldBe(ExitCode.No);
    }

    [Fact]
    public async Task Sandbox_on_its_nodes_network_is_open()
    {
        var host = "---\n{apiVersion: v1, kind: Pod, metadata: {name: host, namespace: runs, labels: {app: sandbox}}, spec: {hostNetwork: true, containers: [{name: main, image: x}]}, status: {podIP: 8.8.0.10}}\n";

        (await CheckAsync(Cluster + DenyAll + host, "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.No);

        Short().ShouldBe("S1 open, S2 open, S3 open, S4 incomplete, S8 incomplete, S9 incomplete");
    }

    [Theory]
    [InlineData("annotations: {k8s.v1.cni.cncf.io/networks: macvlan}", false)]
    [InlineData("annotations: {v1.multus-cni.io/default-network: other}", false)]
    [InlineData("annotations: {networking.gke.io/interfaces: '[{}]'}", false)]
    [InlineData("annotations: {network.v1alpha1.isovalent.com/pod-networks: 'a,b'}", false)]
    [InlineData("annotations: {k8s.ovn.org/open-default-ports: '- {protocol: tcp, port: 80}'}", false)]
    [InlineData("annotations: {ovn.kubernetes.io/vpc: theirs}", false)]
    [InlineData("annotations: {ovn.kubernetes.io/vpc: ovn-cluster}", true)]
    [InlineData("annotations: {of.a-plug-in.unknown/networks: a}", false)]
    [InlineData("annotations: {k8s.v1.cni.cncf.io/networks: '[]'}", true)]
    [InlineData("annotations: {k8s.v1.cni.cncf.io/network-status: '[{\"name\":\"default\"}]'}", true)]
    [InlineData("annotations: {k8s.v1.cni.cncf.io/network-status: '[{\"name\":\"default\"},{\"name\":\"other\"}]'}", false)]
    [InlineData("annotations: {k8s.v1.cni.cncf.io/network-status: 'half a'}", false)]
    [InlineData("annotations: {example.org/owner: networks}", true)]
    public async Task Sandbox_on_another_network_is_not_proven(string annotation, bool proven)
    {
        var joined = Two.Replace("name: two,", $"name: two, {annotation},", StringComparison.Ordinal);

        (await CheckAsync(Cluster + DenyAll + joined, "--stack-selector", "app=sandbox")).ShouldBe(proven ? ExitCode.Good : ExitCode.CannotAnswer, _terminal.Out);

        if (!proven)
        {
            Short().ShouldBe("S4 incomplete, S7 incomplete, S8 incomplete");
            Statement("S7").GetProperty("missing")[0].GetString()!.ShouldStartWith("runs/two has the annotation ");
        }

        // Of pods that are none it does not matter.
        (await CheckAsync(Cluster + DenyAll + joined, "--stack-selector", "app=sandbox", "--stack-namespace", "runs")).ShouldBe(proven ? ExitCode.Good : ExitCode.CannotAnswer);
        (await CheckAsync(Cluster + DenyAll + joined.Replace("app: sandbox", "app: other", StringComparison.Ordinal) + Pod("runs", "three", "10.42.0.13", "app: sandbox"), "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.Good, _terminal.Out);
    }

    [Theory]
    [InlineData("resourceClaims: [{name: nic, resourceClaimName: nic}], ", "claims of devices")]
    public async Task Devices_may_be_interfaces(string field, string named)
    {
        await CheckAsync(Cluster + DenyAll + Two.Replace("spec: {", $"spec: {{{field}", StringComparison.Ordinal), "--stack-selector", "app=sandbox");

        Statement("S7").GetProperty("missing")[0].GetString()!.ShouldContain(named);
    }

    [Fact]
    public async Task Namespace_with_a_network_of_its_own_is_not_proven()
    {
        var space = "---\n{apiVersion: v1, kind: Namespace, metadata: {name: runs, labels: {k8s.ovn.org/primary-user-defined-network: ''}}}\n";

        (await CheckAsync(Cluster + DenyAll + Two + space, "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.CannotAnswer);

        Statement("S7").GetProperty("missing")[0].GetString()!.ShouldContain("namespace runs has the label");
    }

    [Fact]
    public async Task What_acts_in_any_of_their_namespaces_overrides()
    {
        var calico = "---\n{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: theirs, namespace: more}, spec: {order: 1, ingress: [{action: Allow}]}}\n";
        var input = Cluster + DenyAll + DenyAll.Replace("runs", "more", StringComparison.Ordinal) + Two + Pod("more", "one", "10.42.0.21", "app: sandbox");

        (await CheckAsync(input + calico, "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.CannotAnswer);
        Short().ShouldContain("S7 incomplete");
    }

    [Fact]
    public async Task NodePort_is_a_way_only_where_something_leads_to_a_sandbox()
    {
        // Nodes are let in, and let be reached.
        var nodes = """
            ---
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: nodes, namespace: runs}, spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{ipBlock: {cidr: 8.8.0.10/32}}]}]}}

            """;
        var others = Pod("tools", "shell", "10.42.0.40", "app: shell");
        (await CheckAsync(Cluster + DenyAll + nodes + Two + others, "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.Good, _terminal.Out);

        (await CheckAsync(Cluster + DenyAll + nodes + Two + others + Service("{app: sandbox}"), "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.No);
        Witness("S6").ShouldBe("tools/shell -> runs/one 80/TCP");
        Statement("S4").GetProperty("notes")[0].GetString().ShouldBe("Service runs/entry (NodePort 30080) leads to stacks");

        (await CheckAsync(Cluster + DenyAll + nodes + Two + others + Service("{app: other}"), "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.Good, _terminal.Out);
        (await CheckAsync(Cluster + DenyAll + nodes + Two + others + Service("{app: sandbox}").Replace("port: 80,", "port: 80, targetPort: 9999,", StringComparison.Ordinal), "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.No);
        Witness("S6").ShouldBe("tools/shell -> runs/one 9999/TCP");

        (await CheckAsync(Cluster + DenyAll + nodes + Two + others + Service("null"), "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.CannotAnswer, _terminal.Out);
        Statement("S6").GetProperty("missing")[0].GetString()!.ShouldStartWith("Service runs/entry (NodePort 30080) has no selector");

        (await CheckAsync(Cluster + DenyAll + nodes + Two.Replace("containerPort: 80", "containerPort: 80, hostPort: 8080", StringComparison.Ordinal) + others, "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.No);
        Statement("S6").GetProperty("witnesses")[0].GetProperty("text")[0].GetString()!.ShouldContain("the hostPort 8080 of runs/");
    }

    [Fact]
    public async Task Way_around_leads_from_one_stack_to_another()
    {
        var around = """
            ---
            {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: nodes, namespace: runs}, spec: {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{ipBlock: {cidr: 8.8.0.10/32}}]}], egress: [{to: [{ipBlock: {cidr: 8.8.0.10/32}}]}]}}

            """;
        await CheckAsync(Cluster + around + Two + Service("{app: sandbox}"), "--stack-selector", "app=sandbox", "--stack-egress", "internet");
        Witness("S2").ShouldBe("runs/one -> runs/two 80/TCP");

        // To itself is no way, be it a pod or a group.
        await CheckAsync(Cluster + around + Pod("runs", "one", "10.42.0.11", "app: sandbox") + Service("{app: sandbox}"), "--stack-selector", "app=sandbox", "--stack-egress", "internet");
        Statement("S2").GetProperty("verdict").GetString().ShouldBe("proven");
        await CheckAsync(Cluster + around + Two + Service("{app: sandbox}"), "--stack-selector", "app=sandbox", "--stack-egress", "internet", "--stack-group", "namespace");
        Statement("S2").GetProperty("verdict").GetString().ShouldBe("proven", _terminal.Out);
    }

    [Fact]
    public async Task Address_that_leads_to_any_service_is_protected()
    {
        var entry = Service("{app: queue}").Replace("type: NodePort", "type: LoadBalancer", StringComparison.Ordinal).Replace("spec: {", "status: {loadBalancer: {ingress: [{ip: 54.1.2.3}]}}, spec: {", StringComparison.Ordinal);

        (await CheckAsync(Cluster + DenyAll + Internet + Two + entry, "--stack-selector", "app=sandbox", "--stack-egress", "internet")).ShouldBe(ExitCode.No);

        Witness("S3").ShouldBe("runs/one -> 54.1.2.3 443/TCP");
    }

    [Theory]
    [InlineData("spec: {podTemplate: {spec: {containers: [{name: a, image: x}]}}}")]
    [InlineData("spec: {replicatedJobs: [{template: {spec: {template: {spec: {containers: [{name: a, image: x}]}}}}}]}")]
    public async Task Kinds_that_make_pods_and_are_not_understood_are_named(string spec)
    {
        var custom = $"---\n{{apiVersion: agents.x-k8s.io/v1alpha1, kind: Sandbox, metadata: {{name: one, namespace: runs}}, {spec}}}\n";

        (await CheckAsync(Cluster + DenyAll + Two + custom, "--stack-selector", "app=sandbox")).ShouldBe(ExitCode.CannotAnswer);

        Statement("S7").GetProperty("missing")[0].GetString()!.ShouldContain("makes pods, which are not looked at");
    }

    [Fact]
    public async Task Help_shows_how_it_is_asked()
    {
        await _terminal.RunAsync("policy", "check", "--help");

        _terminal.Out.ShouldContain("--stack-selector app=sandbox");
        _terminal.Out.ShouldContain("--newcomer-labels");
    }

    private static string Pod(string space, string name, string address, string labels) =>
        $"---\n{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, namespace: {space}, labels: {{{labels}}}}}, spec: {{containers: [{{name: main, image: x, ports: [{{containerPort: 80}}]}}]}}, status: {{phase: Running, podIP: {address}}}}}\n";

    private static string Allow(string name, string labels, string direction, string peer) =>
        $"---\n{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {{name: {name}, namespace: runs}}, spec: {{podSelector: {{matchLabels: {{{labels}}}}}, policyTypes: [{direction}], {direction.ToLowerInvariant()}: [{{{(direction == "Ingress" ? "from" : "to")}: [{{podSelector: {{matchLabels: {{{peer}}}}}}}]}}]}}}}\n";

    private static string Service(string selector) =>
        $"---\n{{apiVersion: v1, kind: Service, metadata: {{name: entry, namespace: runs}}, spec: {{type: NodePort, selector: {selector}, clusterIP: 10.43.0.7, ports: [{{port: 80, nodePort: 30080}}]}}}}\n";

    private async Task<ExitCode> CheckAsync(string input, params string[] options)
    {
        _terminal = new() { Input = input };
        return await _terminal.RunAsync(["policy", "check", "-f", "-", "-o", "json", .. options]);
    }

    private JsonElement Report() => JsonDocument.Parse(_terminal.Out).RootElement;

    private JsonElement Statement(string id) => Report().GetProperty("statements").EnumerateArray().Single(statement => statement.GetProperty("id").GetString() == id);

    private string Short() => string.Join(", ", Report().GetProperty("statements").EnumerateArray().Where(statement => statement.GetProperty("verdict").GetString() != "proven")
        .Select(statement => $"{statement.GetProperty("id").GetString()} {statement.GetProperty("verdict").GetString()}"));

    private string Witness(string id) => Statement(id).GetProperty("witnesses")[0] is var witness ? $"{witness.GetProperty("from").GetString()} -> {witness.GetProperty("to").GetString()} {witness.GetProperty("port").GetString()}" : "";

    private string Input(string name) => Report().GetProperty("inputs").EnumerateArray().Single(input => input.GetProperty("name").GetString() == name).GetProperty("values")[0].GetString()!;
}
