using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Policies.Isolation;

/// <summary>What must be said of every manifest set under docs/examples/isolation.</summary>
internal static class IsolationExamples
{
    /// <summary>The statements that the examples are about; one that comes later breaks none of them. S8 is about running stacks, of which no file tells.</summary>
    public static IReadOnlyList<string> Held { get; } = ["S1", "S2", "S3", "S4", "S5", "S6", "S7", "S9", "S10", "S11"];

    public static IReadOnlyList<IsolationExample> All { get; } =
    [
        new("walls-local", ExitCode.Good, ""),
        new("walls-cluster", ExitCode.No, "S6 open")
        {
            Options = ["--external-traffic-policy", "Cluster"],
            Witnesses =
            [
                "S6: backend/api -> stacks/pwn 1337/TCP, through 192.168.1.10, in by stacks/portcullis-walls[0]",
            ],
        },
        new("nodes-shut-out-under-cluster", ExitCode.No, "S4 open")
        {
            Options = ["--external-traffic-policy", "Cluster"],
            Witnesses =
            [
                "S4: players reach no new stack: no ingress rule of the policies in stacks lets the address of a node in, with which players come (STACK_EXTERNAL_TRAFFIC_POLICY=Cluster)",
            ],
        },
        new("no-policies", ExitCode.No, "S1 open, S2 open, S3 open, S5 open, S6 open, S9 open")
        {
            Witnesses =
            [
                "S1: stacks/pwn -> backend/api 8080/TCP",
                "S2: stacks/pwn -> stacks/web 80/TCP",
                "S2: stacks/pwn -> stacks/web 80/TCP, through 192.168.1.10",
                "S3: stacks/pwn -> 10.43.0.1 443/TCP",
                "S3: stacks/pwn -> 169.254.169.254 80/TCP",
                "S3: stacks/pwn -> 192.168.1.10 10250/TCP",
                "S3: stacks/pwn -> 10.43.0.10 443/TCP",
                "S3: stacks/pwn -> 10.42.0.10 80/TCP",
                "S3: stacks/pwn -> 10.0.0.10 80/TCP",
                "S5: stacks/pwn -> backend/api 8080/TCP",
                "S6: backend/api -> stacks/pwn 1337/TCP",
                "S6: backend/api -> stacks/pwn 1337/TCP, through 192.168.1.10",
                "S9: stacks/pwn -> backend/api 8080/TCP",
                "S9: stacks/pwn -> 0.0.0.0 443/TCP",
            ],
        },
        new("i1-without-nodes", ExitCode.No, "S2 open, S3 open, S6 open, S9 open")
        {
            Witnesses =
            [
                "S2: stacks/pwn -> stacks/web 80/TCP, through 192.168.1.10, in by stacks/players-only[0]",
                "S3: stacks/pwn -> 10.43.0.1 443/TCP",
                "S3: stacks/pwn -> 169.254.169.254 80/TCP",
                "S3: stacks/pwn -> 192.168.1.10 10250/TCP",
                "S3: stacks/pwn -> 10.43.0.10 443/TCP",
                "S3: stacks/pwn -> 10.42.0.10 80/TCP",
                "S3: stacks/pwn -> 10.0.0.10 80/TCP",
                "S6: backend/api -> stacks/pwn 1337/TCP, through 192.168.1.10, in by stacks/players-only[0]",
                "S9: stacks/pwn -> 0.0.0.0 443/TCP",
            ],
        },
        new("e1-without-services", ExitCode.No, "S2 incomplete, S3 open, S9 open")
        {
            Witnesses =
            [
                "S3: stacks/pwn -> 10.43.0.1 443/TCP, out by stacks/internet-only[0]",
                "S3: stacks/pwn -> 169.254.169.254 80/TCP, out by stacks/internet-only[0]",
                "S3: stacks/pwn -> 192.168.1.10 10250/TCP, out by stacks/internet-only[0]",
                "S3: stacks/pwn -> 10.43.0.10 443/TCP, out by stacks/internet-only[0]",
                "S3: stacks/pwn -> 10.0.0.10 80/TCP, out by stacks/internet-only[0]",
                "S9: stacks/pwn -> 0.0.0.0 443/TCP, out by stacks/internet-only[0]",
            ],
        },
        new("node-address-left-out", ExitCode.No, "S2 open, S3 open, S6 open, S9 open")
        {
            Witnesses =
            [
                "S2: stacks/pwn -> stacks/web 80/TCP, through 198.51.100.11, out by stacks/internet-only[0], in by stacks/players-only[0]",
                "S3: stacks/pwn -> 198.51.100.11 10250/TCP, out by stacks/internet-only[0]",
                "S3: stacks/pwn -> 198.51.100.10 80/TCP, out by stacks/internet-only[0]",
                "S6: backend/api -> stacks/pwn 1337/TCP, through 192.168.1.10, in by stacks/players-only[0]",
                "S9: stacks/pwn -> 1.0.0.0 443/TCP, out by stacks/internet-only[0]",
            ],
        },
        new("node-address-that-no-node-lists", ExitCode.No, "S6 open")
        {
            Witnesses =
            [
                "S6: backend/api -> stacks/pwn 1337/TCP, through 192.168.1.10, in by stacks/portcullis-walls[0]",
            ],
        },
        new("pod-outside-ranges", ExitCode.No, "S6 open, S10 open")
        {
            Witnesses =
            [
                "S6: backend/legacy -> stacks/pwn 1337/TCP, in by stacks/portcullis-walls[0]",
                "S10: pod backend/legacy has address 10.99.0.7, outside of every known range of pods (10.42.0.0/24, 10.42.1.0/24): set STACK_POD_CIDRS to the ranges that the network plug-in really uses",
            ],
        },
        new("internet-stacks-behind-nat", ExitCode.CannotAnswer, "S2 incomplete"),
        new("no-nodes", ExitCode.CannotAnswer, "S4 incomplete, S6 incomplete, S10 incomplete"),
        new("ipv6-block-on-ipv4", ExitCode.No, "S11 open")
        {
            Witnesses =
            [
                "S11: NetworkPolicy backend/future-proof has the IPv6 block ::/0 in a cluster without IPv6: one such block stops some network plug-ins from enforcing any policy",
            ],
        },
        new("ipv6-pods-behind-ipv4-except", ExitCode.No, "S1 open, S2 open, S3 open, S5 open, S6 open, S9 open")
        {
            Witnesses =
            [
                "S1: stacks/pwn -> backend/api 8080/TCP, out by stacks/world-only[0]",
                "S2: stacks/pwn -> stacks/web 80/TCP, out by stacks/world-only[0], in by stacks/world-only[0]",
                "S2: stacks/pwn -> stacks/web 80/TCP, through fd00:1::10, out by stacks/world-only[0], in by stacks/world-only[0]",
                "S3: stacks/pwn -> fd00:ec2::254 80/TCP, out by stacks/world-only[0]",
                "S3: stacks/pwn -> fd00:1::10 10250/TCP, out by stacks/world-only[0]",
                "S3: stacks/pwn -> fd00:43::a 443/TCP, out by stacks/world-only[0]",
                "S3: stacks/pwn -> fd00:42::a 80/TCP, out by stacks/world-only[0]",
                "S3: stacks/pwn -> fc00::a 80/TCP, out by stacks/world-only[0]",
                "S5: stacks/pwn -> backend/api 8080/TCP",
                "S6: backend/api -> stacks/pwn 1337/TCP, in by stacks/world-only[0]",
                "S6: backend/api -> stacks/pwn 1337/TCP, through fd00:1::10, in by stacks/world-only[0]",
                "S9: stacks/pwn -> backend/api 8080/TCP, out by stacks/world-only[0]",
                "S9: stacks/pwn -> 1.0.0.0 443/TCP, out by stacks/world-only[0]",
            ],
        },
        new("notin-unlabelled-namespaces", ExitCode.No, "S1 open, S2 incomplete, S3 open, S5 open, S9 open, S11 open")
        {
            Options = ["--kubernetes-version", "1.20"],
            Witnesses =
            [
                "S1: stacks/pwn -> backend/api 8080/TCP, in by backend/no-stacks[0]",
                "S3: stacks/pwn -> 10.43.0.1 443/TCP",
                "S3: stacks/pwn -> 169.254.169.254 80/TCP",
                "S3: stacks/pwn -> 192.168.1.10 10250/TCP",
                "S3: stacks/pwn -> 10.43.0.10 443/TCP",
                "S3: stacks/pwn -> 10.42.0.10 80/TCP",
                "S3: stacks/pwn -> 10.0.0.10 80/TCP",
                "S5: stacks/pwn -> backend/api 8080/TCP, in by backend/no-stacks[0]",
                "S9: stacks/pwn -> backend/api 8080/TCP, in by backend/no-stacks[0]",
                "S9: stacks/pwn -> 0.0.0.0 443/TCP",
                "S11: namespace backend does not carry the label kubernetes.io/metadata.name=backend, by which backend/no-stacks tells namespaces apart",
                "S11: namespace default does not carry the label kubernetes.io/metadata.name=default, by which backend/no-stacks tells namespaces apart",
                "S11: namespace stacks does not carry the label kubernetes.io/metadata.name=stacks, by which backend/no-stacks tells namespaces apart",
            ],
        },
        new("one-more-policy", ExitCode.No, "S1 open, S5 open, S9 open")
        {
            Witnesses =
            [
                "S1: stacks/pwn -> backend/api 8080/TCP, out by stacks/metrics[0]",
                "S5: stacks/pwn -> backend/api 8080/TCP",
                "S9: stacks/pwn -> backend/api 8080/TCP, out by stacks/metrics[0]",
            ],
        },
        new("empty-rule-meant-as-deny", ExitCode.No, "S1 open, S2 open, S3 open, S5 open, S6 open, S9 open")
        {
            Witnesses =
            [
                "S1: stacks/pwn -> backend/api 8080/TCP, out by stacks/deny-all[0]",
                "S2: stacks/pwn -> stacks/web 80/TCP, out by stacks/deny-all[0], in by stacks/deny-all[0]",
                "S2: stacks/pwn -> stacks/web 80/TCP, through 192.168.1.10, out by stacks/deny-all[0], in by stacks/deny-all[0]",
                "S3: stacks/pwn -> 10.43.0.1 443/TCP, out by stacks/deny-all[0]",
                "S3: stacks/pwn -> 169.254.169.254 80/TCP, out by stacks/deny-all[0]",
                "S3: stacks/pwn -> 192.168.1.10 10250/TCP, out by stacks/deny-all[0]",
                "S3: stacks/pwn -> 10.43.0.10 443/TCP, out by stacks/deny-all[0]",
                "S3: stacks/pwn -> 10.42.0.10 80/TCP, out by stacks/deny-all[0]",
                "S3: stacks/pwn -> 10.0.0.10 80/TCP, out by stacks/deny-all[0]",
                "S5: stacks/pwn -> backend/api 8080/TCP",
                "S6: backend/api -> stacks/pwn 1337/TCP, in by stacks/deny-all[0]",
                "S6: backend/api -> stacks/pwn 1337/TCP, through 192.168.1.10, in by stacks/deny-all[0]",
                "S9: stacks/pwn -> backend/api 8080/TCP, out by stacks/deny-all[0]",
                "S9: stacks/pwn -> 0.0.0.0 443/TCP, out by stacks/deny-all[0]",
            ],
        },
        new("empty-from-list", ExitCode.No, "S6 open")
        {
            Witnesses =
            [
                "S6: backend/api -> stacks/pwn 1337/TCP, in by stacks/players[0]",
                "S6: backend/api -> stacks/pwn 1337/TCP, through 192.168.1.10, in by stacks/players[0]",
            ],
        },
        new("egress-without-policy-types", ExitCode.No, "S3 open, S4 open, S9 open")
        {
            Witnesses =
            [
                "S3: stacks/pwn -> 1.0.0.0 443/TCP, out by stacks/internet-only[0]",
                "S4: players reach no new stack: no ingress rule of the policies in stacks lets an address outside the cluster in",
                "S9: stacks/pwn -> 1.0.0.0 443/TCP, out by stacks/internet-only[0]",
            ],
        },
        new("empty-egress-without-policy-types", ExitCode.No, "S1 open, S2 incomplete, S3 open, S5 open, S9 open")
        {
            Witnesses =
            [
                "S1: stacks/pwn -> backend/api 8080/TCP",
                "S3: stacks/pwn -> 10.43.0.1 443/TCP",
                "S3: stacks/pwn -> 169.254.169.254 80/TCP",
                "S3: stacks/pwn -> 192.168.1.10 10250/TCP",
                "S3: stacks/pwn -> 10.43.0.10 443/TCP",
                "S3: stacks/pwn -> 10.42.0.10 80/TCP",
                "S3: stacks/pwn -> 10.0.0.10 80/TCP",
                "S5: stacks/pwn -> backend/api 8080/TCP",
                "S9: stacks/pwn -> backend/api 8080/TCP",
                "S9: stacks/pwn -> 0.0.0.0 443/TCP",
            ],
        },
        new("either-instead-of-both", ExitCode.No, "S1 open, S5 open, S9 open")
        {
            Witnesses =
            [
                "S1: stacks/pwn -> backend/api 8080/TCP, out by stacks/metrics[0]",
                "S5: stacks/pwn -> backend/api 8080/TCP",
                "S9: stacks/pwn -> backend/api 8080/TCP, out by stacks/metrics[0]",
            ],
        },
        new("except-of-another-block", ExitCode.No, "S6 open")
        {
            Witnesses =
            [
                "S6: backend/api -> stacks/pwn 1337/TCP, in by stacks/players-and-office[0]",
            ],
        },
        new("named-port", ExitCode.No, "S1 open, S5 open, S9 open")
        {
            Witnesses =
            [
                "S1: stacks/pwn -> backend/ledger 5300/UDP, out by stacks/allow-dns[0]",
                "S1: stacks/pwn -> kube-system/coredns 53/UDP, out by stacks/allow-dns[0]",
                "S5: stacks/pwn -> backend/api 8080/TCP",
                "S5: stacks/pwn -> kube-system/coredns 53/UDP",
                "S9: stacks/pwn -> backend/ledger 5300/UDP, out by stacks/allow-dns[0]",
            ],
        },
        new("cluster-address-in-a-policy", ExitCode.No, "S3 open, S9 open")
        {
            Witnesses =
            [
                "S3: stacks/pwn -> 10.43.7.7 3128/TCP, out by stacks/proxy[0]",
                "S9: stacks/pwn -> 10.43.7.7 3128/TCP, out by stacks/proxy[0]",
            ],
        },
        new("policy-in-wrong-namespace", ExitCode.No, "S1 open, S2 open, S3 open, S5 open, S6 open, S9 open")
        {
            Witnesses =
            [
                "S1: stacks/pwn -> backend/api 8080/TCP",
                "S2: stacks/pwn -> stacks/web 80/TCP",
                "S2: stacks/pwn -> stacks/web 80/TCP, through 192.168.1.10",
                "S3: stacks/pwn -> 10.43.0.1 443/TCP",
                "S3: stacks/pwn -> 169.254.169.254 80/TCP",
                "S3: stacks/pwn -> 192.168.1.10 10250/TCP",
                "S3: stacks/pwn -> 10.43.0.10 443/TCP",
                "S3: stacks/pwn -> 10.42.0.10 80/TCP",
                "S3: stacks/pwn -> 10.0.0.10 80/TCP",
                "S5: stacks/pwn -> backend/api 8080/TCP",
                "S6: backend/api -> stacks/pwn 1337/TCP",
                "S6: backend/api -> stacks/pwn 1337/TCP, through 192.168.1.10",
                "S9: stacks/pwn -> backend/api 8080/TCP",
                "S9: stacks/pwn -> 0.0.0.0 443/TCP",
            ],
        },
        new("backend-on-host-network", ExitCode.No, "S2 incomplete, S3 open, S9 open")
        {
            Witnesses =
            [
                "S3: stacks/pwn -> 10.43.0.1 443/TCP, out by stacks/internet-only[0]",
                "S3: stacks/pwn -> 169.254.169.254 80/TCP, out by stacks/internet-only[0]",
                "S3: stacks/pwn -> 192.168.1.10 9100/TCP, out by stacks/internet-only[0]",
                "S3: stacks/pwn -> 192.168.1.10 10250/TCP, out by stacks/internet-only[0]",
                "S3: stacks/pwn -> 10.43.0.10 443/TCP, out by stacks/internet-only[0]",
                "S3: stacks/pwn -> 10.0.0.10 80/TCP, out by stacks/internet-only[0]",
                "S9: stacks/pwn -> 0.0.0.0 443/TCP, out by stacks/internet-only[0]",
            ],
        },
        new("stack-on-host-network", ExitCode.No, "S1 open, S2 open, S3 open, S9 open")
        {
            Witnesses =
            [
                "S1: stacks/debug is on its node's network (hostNetwork): no network policy holds it",
                "S2: stacks/debug is on its node's network (hostNetwork): no network policy holds it",
                "S3: stacks/debug is on its node's network (hostNetwork): no network policy holds it",
                "S9: stacks/debug is on its node's network (hostNetwork): no network policy holds it",
            ],
        },
        new("overriding-policy", ExitCode.CannotAnswer, "S7 incomplete"),
        new("sandboxes-one-private-range", ExitCode.No, "S3 open, S4 incomplete, S9 incomplete")
        {
            Options = ["--stack-selector", "app=sandbox", "--stack-egress", "internet"],
            Witnesses =
            [
                "S3: runs/run-1 -> 192.168.1.10 443/TCP, out by runs/sandboxes[0]",
                "S3: runs/run-1 -> 169.254.169.254 80/TCP, out by runs/sandboxes[0]",
                "S3: runs/run-1 -> 192.168.1.10 10250/TCP, out by runs/sandboxes[0]",
                "S3: runs/run-1 -> 0.0.0.10 80/TCP, out by runs/sandboxes[0]",
            ],
        },
        new("sandboxes-dns-without-peer", ExitCode.No, "S1 open, S3 open, S4 incomplete, S5 open, S9 open")
        {
            Options = ["--stack-selector", "role=sandbox", "--stack-namespace", "runs", "--stack-egress", "none"],
            Witnesses =
            [
                "S1: runs/run-1 -> kube-system/coredns 53/TCP, out by runs/deny-all-but-dns[0]",
                "S3: runs/run-1 -> 10.43.0.1 53/TCP, out by runs/deny-all-but-dns[0]",
                "S3: runs/run-1 -> 169.254.169.254 53/TCP, out by runs/deny-all-but-dns[0]",
                "S3: runs/run-1 -> 192.168.1.10 53/TCP, out by runs/deny-all-but-dns[0]",
                "S3: runs/run-1 -> 10.43.0.10 53/TCP, out by runs/deny-all-but-dns[0]",
                "S3: runs/run-1 -> 10.42.0.10 53/TCP, out by runs/deny-all-but-dns[0]",
                "S3: runs/run-1 -> 10.0.0.10 53/TCP, out by runs/deny-all-but-dns[0]",
                "S5: runs/run-1 -> kube-system/coredns 53/TCP",
                "S9: runs/run-1 -> kube-system/coredns 53/TCP, out by runs/deny-all-but-dns[0]",
                "S9: runs/run-1 -> 0.0.0.0 53/TCP, out by runs/deny-all-but-dns[0]",
            ],
        },
        new("sandboxes-namespace-per-team", ExitCode.No, "S2 open, S4 incomplete, S5 open, S9 open")
        {
            Options = ["--stack-selector", "app=sandbox", "--stack-namespace", "team-a", "--stack-namespace", "team-b", "--stack-group", "namespace", "--stack-egress", "none"],
            Witnesses =
            [
                "S2: team-a/shell -> team-b/shell 22/TCP, out by team-a/my-team[0], in by team-b/my-team[0]",
                "S5: team-a/shell -> scores/board 8080/TCP",
                "S9: team-a/shell -> team-b/shell 22/TCP, out by team-a/my-team[0], in by team-b/my-team[0]",
            ],
        },
        new("sandboxes-gvisor-all-of-ipv6", ExitCode.No, "S1 open, S3 open, S4 incomplete, S9 incomplete")
        {
            Options = ["--stack-selector", "sandbox.gke.io/runtime=gvisor", "--stack-egress", "internet"],
            Witnesses =
            [
                "S1: agents/agent-1 -> agents/broker 8080/TCP, out by agents/internet-only[0]",
                "S3: agents/agent-1 -> fd00:ec2::254 80/TCP, out by agents/internet-only[0]",
                "S3: agents/agent-1 -> fd00:1::10 10250/TCP, out by agents/internet-only[0]",
                "S3: agents/agent-1 -> fd00:43::a 443/TCP, out by agents/internet-only[0]",
                "S3: agents/agent-1 -> fd00:42::a 80/TCP, out by agents/internet-only[0]",
                "S3: agents/agent-1 -> fc00::a 80/TCP, out by agents/internet-only[0]",
            ],
        },
    ];
}
