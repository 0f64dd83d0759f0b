using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Patrolling;

namespace Portcullis.Stacks.Tests.Isolation.Patrolling;

/// <summary>What is tried: of everything that walls forbid something, and of all of it in turn.</summary>
public sealed class PatrolPlanTests
{
    private static readonly Node A = Patrols.Node("worker-a", "172.30.0.1", "fd00:30::1");
    private static readonly Node B = Patrols.Node("worker-b", "172.30.0.2", "fd00:30::2");
    private static readonly Node Backend = Patrols.Node("backend-a", "172.30.0.9", role: "backend");

    private static readonly PatrolPicture Picture = new()
    {
        Stacks = new(),
        Settings = new(),
        Nodes = [A, B, Backend],
        Services =
        [
            Service("default", "kubernetes", new() { ClusterIP = "10.43.0.1", Ports = [new() { Port = 443, Protocol = "TCP" }] }),
            Service("kube-system", "kube-dns", new() { ClusterIP = "10.43.0.10", ClusterIPs = ["10.43.0.10", "fd00:43::a"], Ports = [new() { Port = 53, Protocol = "UDP" }, new() { Port = 53, Protocol = "TCP" }] }),
            Service("stacks", "svc-stack-1", new() { ClusterIP = "10.43.0.77", Ports = [new() { Port = 80, Protocol = "TCP", NodePort = 31001 }, new() { Port = 53, Protocol = "UDP", NodePort = 31002 }] }),
        ],
        StackPods = [Patrols.Listening("stacks", "stack-0123456789abcdef-aaaaa", "10.42.1.5", 80, labels: new Dictionary<string, string> { ["app.kubernetes.io/managed-by"] = "portcullis", ["portcullis.dev/stack"] = "stack-0123456789abcdef" })],
        OtherPods =
        [
            Patrols.Listening("backend", "api", "10.42.9.1"),
            Patrols.Listening("backend", "down", "10.42.9.2", isReady: false),
            Patrols.Listening("monitoring", "prometheus", "10.42.9.3", 9090),
            Patrols.Listening("monitoring", "udp-only", "10.42.9.4", 514, "UDP"),
        ],
        ApiServer = [System.Net.IPEndPoint.Parse("172.30.0.9:6443")],
    };

    [Fact]
    public void Everything_that_walls_forbid_is_tried()
    {
        var keys = Keys(A, "none");

        keys.ShouldBeSubsetOf(keys.Distinct());
        foreach (var key in (string[])
            ["tcp/10.43.0.1/443", "tcp/172.30.0.9/6443", "udp/10.43.0.10/53", "tcp/fd00:43::a/53", "tcp/169.254.169.254/80", "tcp/fd00:ec2::254/80",
             "tcp/172.30.0.2/10250", "tcp/fd00:30::2/10250", "tcp/172.30.0.9/10250", "tcp/10.42.9.1/8080", "echo/10.42.9.1", "tcp/10.42.9.3/9090",
             "tcp/172.30.0.1/31001", "udp/172.30.0.1/31002", "tcp/10.42.1.5/80", "echo/10.42.1.5"])
        {
            keys.ShouldContain(key);
        }
    }

    [Fact]
    public void Own_nodes_kubelet_is_not_for_policies_to_shut() => Keys(A, "none").ShouldNotContain(key => key.StartsWith("tcp/172.30.0.1/10250", StringComparison.Ordinal));

    [Fact]
    public void Those_that_do_not_listen_are_not_tried() => Keys(A, "none").ShouldNotContain(key => key.Contains("10.42.9.2") || key.Contains("10.42.9.4"));

    [Fact]
    public void Only_stacks_that_may_out_have_something_that_must_work()
    {
        PatrolPlan.Of(Picture, A, "none", 0, []).ShouldNotContain(target => target.MustWork);
        PatrolPlan.Of(Picture, A, "internet", 0, []).Where(target => target.MustWork).Select(target => target.Key).ShouldBe(["tcp/1.1.1.1/53", "tcp/8.8.8.8/53"]);
    }

    [Fact]
    public void Family_that_pods_of_the_node_lack_is_not_tried() =>
        PatrolPlan.Of(Picture, Patrols.Node("worker-c", "172.30.0.3"), "none", 0, []).ShouldAllBe(target => target.Family == System.Net.Sockets.AddressFamily.InterNetwork);

    [Fact]
    public void Rounds_come_to_everybody_and_stay_within_what_one_patrol_can_tell()
    {
        var many = Picture with
        {
            OtherPods = [.. Enumerable.Range(0, 40).Select(i => Patrols.Listening($"team-{i:00}", "app", $"10.42.{i}.7"))],
            Services = [.. Picture.Services, .. Enumerable.Range(0, 500).Select(i => Service("stacks", $"svc-{i:000}", new() { Ports = [new() { Port = 80, NodePort = 31100 + i }] }))],
            Nodes = [.. Enumerable.Range(0, 30).Select(i => Patrols.Node($"worker-{i:00}", $"172.30.1.{i}", $"fd00:30::1:{i:x}"))],
        };
        var tried = Enumerable.Range(0, 600).SelectMany(round => PatrolPlan.Of(many, many.Nodes[0], "internet", round, [])).Select(target => target.Key).ToHashSet();

        PatrolPlan.Of(many, many.Nodes[0], "internet", 3, []).Count.ShouldBeLessThanOrEqualTo(PatrolPlan.MostTargets);
        foreach (var i in Enumerable.Range(0, 40))
        {
            tried.ShouldContain($"tcp/10.42.{i}.7/8080");
        }

        foreach (var i in Enumerable.Range(0, 500))
        {
            tried.ShouldContain($"tcp/172.30.1.0/{31100 + i}");
        }

        foreach (var i in Enumerable.Range(1, 29))
        {
            tried.ShouldContain($"tcp/172.30.1.{i}/10250");
        }
    }

    [Fact]
    public void What_answered_is_tried_again_for_as_long_as_it_is_there()
    {
        var open = Patrols.Target("tcp/172.30.0.9/31001", isKnown: false, PatrolTargetKind.NodePort);
        var gone = Patrols.Target("tcp/172.30.0.9/31999", isKnown: false, PatrolTargetKind.NodePort);

        var keys = PatrolPlan.Of(Picture, A, "none", 0, [open, gone]).Select(target => target.Key).ToList();

        keys[0].ShouldBe(open.Key);
        keys.ShouldNotContain(gone.Key);
    }

    [Fact]
    public void Posts_are_the_nodes_that_stacks_may_come_to() =>
        (Picture with { Nodes = [B, A, Backend, Patrols.Node("gone", "172.30.0.5", isReady: false), Patrols.Node("drained", "172.30.0.6", isCordoned: true)] })
            .Posts.Select(node => node.Metadata.Name).ShouldBe(["worker-a", "worker-b"]);

    private static IReadOnlyList<string> Keys(Node node, string egress) => [.. PatrolPlan.Of(Picture, node, egress, 0, []).Select(target => target.Key)];

    private static Service Service(string ns, string name, ServiceSpec spec) => new() { Metadata = new() { Namespace = ns, Name = name, Uid = name }, Spec = spec };
}
