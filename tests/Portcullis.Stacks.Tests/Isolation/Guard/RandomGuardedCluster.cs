using System.Net;
using Portcullis.Model;
using Portcullis.Stacks.Tests.Records;

namespace Portcullis.Stacks.Tests.Isolation;

/// <summary>A walled cluster that random things happen to, good ones and bad ones. The same seed gives the same story.</summary>
internal sealed class RandomGuardedCluster
{
    private static readonly string[] Spaces = ["stacks", "backend", "tools"];
    private static readonly string[] PodRanges = ["10.42.0.0/24", "10.42.1.0/24"];
    private static readonly string[] NodeAddresses = ["192.0.2.10", "8.8.0.11"];
    private static readonly string[] Blocks =
        ["0.0.0.0/0", "10.0.0.0/8", "10.42.0.0/16", "10.42.0.0/25", "10.42.1.0/24", "10.43.0.0/16", "192.0.2.0/24", "8.8.0.0/16", "169.254.0.0/16", "10.42.0.16/28", "172.16.0.0/12", "9.0.0.0/8", "9.8.4.0/24", "9.9.9.9/32"];

    private readonly Random _random;
    private readonly SortedDictionary<string, Pod> _pods = [];
    private readonly SortedDictionary<string, NetworkPolicy> _policies = [];
    private readonly SortedDictionary<string, Namespace> _spaces = [];

    public RandomGuardedCluster(int seed)
    {
        _random = new Random(seed);
        Settings = new()
        {
            IngressFrom = Chance(15) ? [new("tools", [new("app", "a")])] : [],
            PublicCidrs = Chance(50) ? [IPNetwork.Parse("9.8.4.0/28")] : [],
        };
        Stacks = new() { ExternalTrafficPolicy = Chance(80) ? "Local" : "Cluster" };
        Addresses = AddressDiscovery.Of([Clusters.Node("a", NodeAddresses[0], PodRanges[0]), Clusters.Node("b", NodeAddresses[1], PodRanges[1])], Chance(50) ? [Kubernetes] : [Kubernetes, External], [Services], null, [], Settings);
        foreach (var space in Spaces)
        {
            _spaces[space] = Clusters.Namespace(space, labelled: Chance(85));
        }

        foreach (var wall in Walls.Build(Addresses, Stacks, Settings))
        {
            Keep(wall);
        }

        var pod = ServiceWorlds.Pod();
        _pods[Key(pod)] = pod;
        for (var i = _random.Next(2, 7); i > 0; i--)
        {
            pod = Pod();
            _pods[Key(pod)] = pod;
        }
    }

    /// <summary>A stack's Service, as it was made or as somebody left it.</summary>
    public Service Service { get; private set; } = ServiceWorlds.Service();

    /// <summary>Whether that Service leads the same people to the same places as when it was made.</summary>
    public bool LeadsAsItWasMade
    {
        get
        {
            // Only its Pod has the numbers of the node ports.
            var withNumbers = _pods.ContainsKey(Key(ServiceWorlds.Pod()));
            return Ways(Service).SequenceEqual(Ways(ServiceWorlds.Service()));

            // Where players may come as a node, they may as well come as themselves.
            IEnumerable<string> Ways(Service service) => RandomEdits.Ways(service, withNumbers)
                .Select(way => Stacks.ExternalTrafficPolicy == "Local" ? way : way.Replace(" as a node", "", StringComparison.Ordinal).Replace(" as themselves", "", StringComparison.Ordinal));
        }
    }

    public StackSettings Stacks { get; }

    public IsolationSettings Settings { get; }

    public ClusterAddresses Addresses { get; }

    public IReadOnlyCollection<Pod> Pods => _pods.Values;

    public IReadOnlyCollection<NetworkPolicy> Policies => _policies.Values;

    public IReadOnlyCollection<Namespace> Namespaces => _spaces.Values;

    private static Service Kubernetes => new() { Metadata = new() { Namespace = "default", Name = "kubernetes" }, Spec = new() { ClusterIP = "10.43.0.1" } };

    private static ServiceCIDR Services => new() { Metadata = new() { Name = "kubernetes" }, Spec = new() { Cidrs = ["10.43.0.0/16"] } };

    private static Service External => new() { Metadata = new() { Namespace = "backend", Name = "shop" }, Spec = new() { ClusterIP = "10.43.0.2", ExternalIPs = ["9.9.9.9"] } };

    /// <summary>Addresses that no stack is to reach.</summary>
    public IReadOnlyList<IPAddress> Protected => [.. Always, .. Addresses.ServiceEntries.Values.Select(entry => entry.BaseAddress), .. Entries];

    /// <summary>Some of those that players come in by to stacks.</summary>
    public IReadOnlyList<IPAddress> Entries => Settings.PublicCidrs.Count > 0 ? [IPAddress.Parse("9.8.4.0"), IPAddress.Parse("9.8.4.9")] : [];

    private static IReadOnlyList<IPAddress> Always { get; } =
        [.. ((string[])["10.43.0.1", "10.43.7.7", "169.254.169.254", "192.0.2.10", "8.8.0.11", "10.0.0.1", "10.42.0.200", "10.42.1.201", "172.16.0.1", "192.168.1.1", "100.64.0.1"]).Select(IPAddress.Parse)];

    /// <summary>A stack that might be made next, at an address that it might get.</summary>
    public Pod Future() => Clusters.Pod("stacks", "stack-next", $"10.42.{_random.Next(2)}.{_random.Next(1, 255)}", ("portcullis.dev/egress", Pick(["none", "internet"])), ("portcullis.dev/stack", "stack-next"));

    public void FillInto(Portcullis.Stacks.Guard guard)
    {
        _spaces.Values.ToList().ForEach(guard.Put);
        _policies.Values.ToList().ForEach(guard.Put);
        _pods.Values.ToList().ForEach(guard.Put);
        guard.Put(Service);
        guard.Know(OverridingObjects.None);
        guard.Know(Addresses);
    }

    /// <summary>Something happens, and the guard is told.</summary>
    public void Change(Portcullis.Stacks.Guard guard)
    {
        switch (_random.Next(12))
        {
            case < 4:
                var pod = Pod();
                _pods[Key(pod)] = pod;
                guard.Put(pod);
                break;
            case 4 when _pods.Count > 0:
                var gone = Pick([.. _pods.Keys]);
                guard.RemovePod(NamespacedName.Of(_pods[gone].Metadata));
                _pods.Remove(gone);
                break;
            case 5:
                var space = Clusters.Namespace(Pick(Spaces), labelled: Chance(70));
                _spaces[space.Metadata.Name!] = space;
                guard.Put(space);
                break;
            case 6 when _policies.Count > 0:
                var policy = Pick([.. _policies.Keys]);
                guard.RemovePolicy(NamespacedName.Of(_policies[policy].Metadata));
                _policies.Remove(policy);
                break;
            case 7:
                foreach (var wall in Walls.Build(Addresses, Stacks, Settings))
                {
                    Keep(wall);
                    guard.Put(wall);
                }

                break;
            case 8 or 9:
                Service = Chance(30) ? ServiceWorlds.Service() : ServiceWorlds.Service().Edit(RandomEdits.Patch(_random));
                guard.Put(Service);
                break;
            default:
                var made = Policy();
                Keep(made);
                guard.Put(made);
                break;
        }
    }

    private static string Key(KubernetesObject obj) => $"{obj.Metadata.Namespace}/{obj.Metadata.Name}";

    private void Keep(NetworkPolicy policy) => _policies[Key(policy)] = policy;

    private Pod Pod()
    {
        var number = _random.Next(12);
        var space = Spaces[number % 3];
        var host = space != "stacks" && Chance(10);
        var address = host ? Pick(NodeAddresses) : Chance(4) ? $"10.99.0.{number + 1}" : $"10.42.{number % 2}.{(Chance(50) ? number + 16 : number + 130)}";
        (string, string)[] labels = space == "stacks"
            ? [("portcullis.dev/egress", Pick(["none", "internet"])), ("portcullis.dev/stack", $"stack-{number}"), .. Chance(10) ? ((string, string)[])[("app", Pick(["a", "b"]))] : []]
            : [("app", Pick(["a", "b"]))];
        var pod = Clusters.Pod(space, $"p{number}", address, labels);
        return pod with
        {
            Spec = pod.Spec! with { HostNetwork = host ? true : null, Containers = [new() { Name = "main", Ports = [new() { Name = "http", Port = Pick([80, 8080]), Protocol = "TCP" }] }] },
            Status = pod.Status! with { Phase = Chance(5) ? "Failed" : "Running" },
        };
    }

    private NetworkPolicy Policy()
    {
        var space = Pick(["stacks", "stacks", "backend", "tools"]);
        var hasIngress = Chance(60);
        var hasEgress = Chance(60);
        return Clusters.Policy(space, Pick(["extra", "other", Walls.Name, Walls.EgressName]), new()
        {
            PodSelector = Chance(40) ? new() : Selector(),
            PolicyTypes = Chance(80) ? [.. hasIngress ? ["Ingress"] : (string[])[], .. hasEgress ? ["Egress"] : (string[])[]] : null,
            Ingress = hasIngress ? [.. Some(() => new NetworkPolicyIngressRule { From = Peers(), Ports = Ports() })] : null,
            Egress = hasEgress ? [.. Some(() => new NetworkPolicyEgressRule { To = Peers(), Ports = Ports() })] : null,
        });
    }

    private List<T> Some<T>(Func<T> make) => [.. Enumerable.Range(0, _random.Next(3)).Select(_ => make())];

    private List<NetworkPolicyPeer>? Peers() => Chance(8) ? null : [.. Some(Peer).DefaultIfEmpty(Peer())];

    private NetworkPolicyPeer Peer() => _random.Next(4) switch
    {
        0 => new() { PodSelector = Selector() },
        1 => new() { NamespaceSelector = new() { MatchExpressions = [new() { Key = Walls.NamespaceLabel, Operator = Pick(["In", "NotIn"]), Values = [Pick(Spaces)] }] } },
        _ => new() { IpBlock = Block() },
    };

    private IPBlock Block()
    {
        var wide = Chance(60);
        return wide ? new() { Cidr = "0.0.0.0/0", Except = [.. Blocks[1..].Where(_ => Chance(60))] } : new() { Cidr = Pick(Blocks[1..]) };
    }

    private List<NetworkPolicyPort>? Ports() => Chance(60) ? null :
        [Chance(30) ? new() { Port = IntOrString.Of("http") } : Chance(30) ? new() { Protocol = "UDP" } : new() { Port = IntOrString.Of(Pick([80, 443, 31000])), EndPort = Chance(40) ? 32000 : null }];

    private LabelSelector Selector() => Chance(50)
        ? new() { MatchLabels = new Dictionary<string, string> { ["portcullis.dev/egress"] = Pick(["none", "internet"]) } }
        : new() { MatchExpressions = [new() { Key = "app", Operator = Pick(["Exists", "DoesNotExist"]) }] };

    private T Pick<T>(T[] list) => list[_random.Next(list.Length)];

    private bool Chance(int percent) => _random.Next(100) < percent;
}
