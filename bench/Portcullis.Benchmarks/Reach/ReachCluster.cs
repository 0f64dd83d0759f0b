using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Benchmarks.Reach;

/// <summary>A random cluster such as a company runs: workloads of a few replicas, policies of every kind of peer, blocks that cut the pods' own range included.</summary>
internal sealed class ReachCluster
{
    private static readonly string[] Tiers = ["web", "api", "db", "cache", "batch"];
    private static readonly string[] Environments = ["prod", "stage", "dev", "test"];
    private static readonly int[] Ports = [53, 80, 443, 5432, 6379, 8080, 9090];

    private readonly Random _random;
    private readonly ReachOptions _options;

    public ReachCluster(ReachOptions options)
    {
        _random = new Random(options.Seed);
        _options = options;
        Objects = new ClusterObjects
        {
            Namespaces = [.. Enumerable.Range(0, options.Namespaces).Select(Space)],
            Pods = [.. Workloads().Take(options.Pods)],
            Policies = [.. Enumerable.Range(0, options.Policies).Select(Policy)],
        };
    }

    public ClusterObjects Objects { get; }

    /// <summary>A pod of one more replica of a random workload.</summary>
    public Pod Replica(int number)
    {
        var model = Objects.Pods[_random.Next(Objects.Pods.Count)];
        return model with { Metadata = model.Metadata with { Name = $"extra-{number}" }, Status = new() { PodIP = Address(_options.Pods + number), Phase = "Running" } };
    }

    /// <summary>A policy anew, in the place of another.</summary>
    public NetworkPolicy Policy(int number)
    {
        var ingress = Chance(70);
        return new NetworkPolicy
        {
            Metadata = new() { Namespace = $"ns-{number % _options.Namespaces}", Name = $"policy-{number}" },
            Spec = new()
            {
                PodSelector = Chance(20) ? new() : Selector(),
                PolicyTypes = [ingress ? "Ingress" : "Egress"],
                Ingress = ingress ? [.. Some(() => new NetworkPolicyIngressRule { From = Peers(), Ports = PolicyPorts() })] : null,
                Egress = ingress ? null : [.. Some(() => new NetworkPolicyEgressRule { To = Peers(), Ports = PolicyPorts() })],
            },
        };
    }

    private static Namespace Space(int number) => new()
    {
        Metadata = new()
        {
            Name = $"ns-{number}",
            Labels = new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = $"ns-{number}", ["team"] = $"team-{number % 20}", ["env"] = Environments[number % Environments.Length] },
        },
    };

    private IEnumerable<Pod> Workloads()
    {
        var number = 0;
        for (var workload = 0; ; workload++)
        {
            var space = $"ns-{_random.Next(_options.Namespaces)}";
            var port = Ports[_random.Next(Ports.Length)];
            var labels = new Dictionary<string, string>
            {
                ["app"] = $"app-{workload % 200}",
                ["tier"] = Tiers[_random.Next(Tiers.Length)],
                ["version"] = $"v{_random.Next(3)}",
                ["pod-template-hash"] = $"{workload:x8}",
            };
            for (var replicas = _random.Next(1, 8); replicas > 0; replicas--)
            {
                yield return new Pod
                {
                    Metadata = new() { Namespace = space, Name = $"pod-{number}", Labels = labels },
                    Spec = new() { Containers = [new() { Ports = [new() { Name = "main", Port = port, Protocol = "TCP" }] }] },
                    Status = new() { PodIP = Address(number++), Phase = "Running" },
                };
            }
        }
    }

    // Over 10.0.0.0/13, shuffled, so that neighbours in address are no neighbours otherwise.
    private static string Address(int number)
    {
        var bits = (uint)((number * 2_654_435_761L) & 0x7FFFF);
        return $"10.{bits >> 16}.{(bits >> 8) & 255}.{bits & 255}";
    }

    private LabelSelector Selector() => _random.Next(6) switch
    {
        0 => new() { MatchExpressions = [new() { Key = "tier", Operator = "In", Values = [Tiers[_random.Next(5)], Tiers[_random.Next(5)]] }] },
        1 => new() { MatchExpressions = [new() { Key = "tier", Operator = "NotIn", Values = [Tiers[_random.Next(5)]] }, new() { Key = "app", Operator = "Exists" }] },
        2 => new() { MatchLabels = new Dictionary<string, string> { ["tier"] = Tiers[_random.Next(5)], ["version"] = $"v{_random.Next(3)}" } },
        _ => new() { MatchLabels = new Dictionary<string, string> { ["app"] = $"app-{_random.Next(200)}" } },
    };

    private LabelSelector Spaces() => _random.Next(3) switch
    {
        0 => new() { MatchLabels = new Dictionary<string, string> { ["team"] = $"team-{_random.Next(20)}" } },
        1 => new() { MatchExpressions = [new() { Key = "env", Operator = "NotIn", Values = [Environments[_random.Next(4)]] }] },
        _ => new() { MatchLabels = new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = $"ns-{_random.Next(_options.Namespaces)}" } },
    };

    private IReadOnlyList<NetworkPolicyPeer>? Peers() => Chance(10) ? null : [.. Some(() => _random.Next(5) switch
    {
        0 => new NetworkPolicyPeer { PodSelector = Selector() },
        1 => new NetworkPolicyPeer { NamespaceSelector = Spaces() },
        2 => new NetworkPolicyPeer { NamespaceSelector = Spaces(), PodSelector = Selector() },
        3 => new NetworkPolicyPeer { NamespaceSelector = new(), PodSelector = Selector() },
        _ => new NetworkPolicyPeer { IpBlock = Block() },
    })];

    private IPBlock Block() => _random.Next(3) switch
    {
        0 => new() { Cidr = "0.0.0.0/0", Except = ["10.0.0.0/8", "169.254.169.254/32"] },
        1 => new() { Cidr = $"10.{_random.Next(8)}.{_random.Next(16) * 16}.0/20", Except = Chance(50) ? null : [] },
        _ => new() { Cidr = $"203.0.{_random.Next(256)}.0/24" },
    };

    private IReadOnlyList<NetworkPolicyPort>? PolicyPorts() => Chance(25) ? null : [.. Some(() => _random.Next(5) switch
    {
        0 => new NetworkPolicyPort { Port = IntOrString.Of("main") },
        1 => new NetworkPolicyPort { Port = IntOrString.Of(8000), EndPort = 9000 },
        2 => new NetworkPolicyPort { Protocol = "UDP", Port = IntOrString.Of(53) },
        _ => new NetworkPolicyPort { Port = IntOrString.Of(Ports[_random.Next(Ports.Length)]) },
    })];

    private IEnumerable<T> Some<T>(Func<T> make)
    {
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            yield return make();
        }
    }

    private bool Chance(int percent) => _random.Next(100) < percent;
}
