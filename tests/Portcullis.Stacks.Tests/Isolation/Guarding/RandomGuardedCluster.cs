using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Guarding.Overriding;
using Portcullis.Stacks.Tests.Records;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>A walled cluster that random things happen to, good ones and bad ones. The same seed gives the same story.</summary>
internal sealed class RandomGuardedCluster
{
    private static readonly string[] Spaces = ["stacks", "backend", "tools"];
    private static readonly string[] PodRanges4 = ["10.42.0.0/24", "10.42.1.0/24"];
    private static readonly string[] PodRanges6 = ["fd00:42::/64", "fd00:42:1::/64"];
    private static readonly string[] NodeAddresses4 = ["192.0.2.10", "8.8.0.11"];
    private static readonly string[] NodeAddresses6 = ["fd00:1::10", "2600:8::11"];
    private static readonly string[] Entries4 = ["54.1.2.3", "54.1.2.4", "198.18.0.5"];
    private static readonly string[] Entries6 = ["2600:54::3", "fd00:54::4"];
    private static readonly string[] Blocks4 =
        ["10.0.0.0/8", "10.42.0.0/16", "10.42.0.0/25", "10.42.1.0/24", "10.43.0.0/16", "192.0.2.0/24", "8.8.0.0/16", "169.254.0.0/16", "10.42.0.16/28", "172.16.0.0/12", "54.1.2.0/24", "54.0.0.0/8", "168.63.129.16/32", "166.8.0.0/14", "9.0.0.0/8", "9.8.4.0/24"];

    private static readonly string[] Blocks6 =
        ["fc00::/7", "fd00:42::/48", "fd00:42::/65", "fd00:42:1::/64", "fd00:43::/112", "fd00:1::/64", "2600:8::/32", "2600:54::/32", "fe80::/10", "fd00:42::10/124", "fd00:ec2::254/128"];

    private static readonly string[] Providers = ["", "", "azure:///subscriptions/x", "ibm://x"];
    private readonly bool _has4;
    private readonly bool _has6;
    private readonly string _provider;
    private List<Service> _entries = [];

    private readonly Random _random;
    private readonly SortedDictionary<string, Pod> _pods = [];
    private readonly SortedDictionary<string, NetworkPolicy> _policies = [];
    private readonly SortedDictionary<string, Namespace> _spaces = [];

    public RandomGuardedCluster(int seed)
    {
        _random = new Random(seed);
        _has6 = Chance(45);
        _has4 = !_has6 || Chance(70);
        _provider = Pick(Providers);
        Settings = new()
        {
            IngressFrom = Chance(15) ? [new("tools", [new("app", "a")])] : [],
            Mode = Chance(50) ? IsolationMode.Enforce : IsolationMode.Warn,
            NamedCidrs = [new("lb.example.org", IPNetwork.Parse("54.7.0.0/24"))],
            PublicCidrs = _has4 && Chance(50) ? [IPNetwork.Parse("9.8.4.0/28")] : [],
        };
        Stacks = new() { ExternalTrafficPolicy = Chance(80) ? "Local" : "Cluster" };
        MakeEntries();
        foreach (var space in Spaces)
        {
            _spaces[space] = Clusters.Namespace(space, labelled: Chance(85));
        }

        foreach (var wall in Walls.Build(Addresses, Stacks, Settings))
        {
            Keep(wall);
        }

        var pod = ServiceWorlds.Pod();
        _pods[Key(pod)] = _has4 ? pod : pod with { Status = Status(0, 9) };
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

    public ClusterAddresses Addresses { get; private set; } = ClusterAddresses.Unknown;

    public IReadOnlyList<IPAddress> Nodes => [.. Of(NodeAddresses4, NodeAddresses6).Select(IPAddress.Parse)];

    /// <summary>All of it, as it is now.</summary>
    public IsolationObjects Objects => new()
    {
        Namespaces = [.. _spaces.Values],
        Policies = [.. _policies.Values],
        Pods = [.. _pods.Values],
        Nodes = [Node(0), Node(1)],
        Services = [Kubernetes, .. _entries],
        ServiceRanges = [Services],
    };

    /// <summary>An address in each family that pods have.</summary>
    public IReadOnlyList<string> PlaceOf(int range, int host) => Of([$"10.42.{range}.{host}"], [range == 0 ? $"fd00:42::{host:x}" : $"fd00:42:1::{host:x}"]);

    public IReadOnlyCollection<Pod> Pods => _pods.Values;

    public IReadOnlyCollection<NetworkPolicy> Policies => _policies.Values;

    public IReadOnlyCollection<Namespace> Namespaces => _spaces.Values;

    private Service Kubernetes => new() { Metadata = new() { Namespace = "default", Name = "kubernetes" }, Spec = new() { ClusterIP = Of(["10.43.0.1"], ["fd00:43::1"])[0] } };

    private ServiceCIDR Services => new() { Metadata = new() { Name = "kubernetes" }, Spec = new() { Cidrs = Of(["10.43.0.0/16"], ["fd00:43::/112"]) } };

    /// <summary>Addresses that no stack is to reach.</summary>
    public IReadOnlyList<IPAddress> Protected =>
    [
        .. Of(
            ["10.43.0.1", "10.43.7.7", "169.254.169.254", "10.0.0.1", "10.42.0.200", "10.42.1.201", "172.16.0.1", "192.168.1.1", "100.64.0.1"],
            ["fd00:43::1", "fd00:43::77", "fd00:ec2::254", "fd20:ce::254", "fc00::1", "fe80::1", "fd00:42::c8", "fd00:42:1::c9", "2001:db8::1"]).Select(IPAddress.Parse),
        .. Nodes,
        .. Entries,
        .. _entries.SelectMany(service => service.Spec!.ExternalIPs ?? []).Select(IPAddress.Parse),
        .. _entries.SelectMany(service => service.Status?.LoadBalancer?.Ingress ?? []).Select(entry => IPAddress.Parse(entry.Ip ?? "54.7.0.77")),
        .. _has4 && _provider.StartsWith("azure", StringComparison.Ordinal) ? [IPAddress.Parse("168.63.129.16")] : (IPAddress[])[],
        .. _has4 && _provider.StartsWith("ibm", StringComparison.Ordinal) ? [IPAddress.Parse("161.26.0.10"), IPAddress.Parse("166.9.1.1")] : (IPAddress[])[],
    ];

    /// <summary>Some of those that players come in by to stacks.</summary>
    public IReadOnlyList<IPAddress> Entries => Settings.PublicCidrs.Count > 0 ? [IPAddress.Parse("9.8.4.0"), IPAddress.Parse("9.8.4.9")] : [];

    /// <summary>A stack that might be made next, at an address that it might get, with labels that its manifest may give.</summary>
    public Pod Future()
    {
        var pod = Clusters.Pod("stacks", "stack-next", null, [("portcullis.dev/egress", Pick(["none", "internet"])), ("portcullis.dev/stack", "stack-next"), .. Given()]);
        return pod with { Status = Status(_random.Next(2), _random.Next(1, 255)) };
    }

    public void FillInto(Guard guard)
    {
        _spaces.Values.ToList().ForEach(guard.Put);
        _policies.Values.ToList().ForEach(guard.Put);
        _pods.Values.ToList().ForEach(guard.Put);
        guard.Put(Service);
        guard.Know(OverridingObjects.None);
        guard.Know(Addresses);
    }

    /// <summary>Something happens, and the guard is told.</summary>
    public void Change(Guard guard)
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
            case 5 when Chance(40):
                MakeEntries();
                guard.Know(Addresses);
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

    // What leads in from outside, and the addresses of everything with it.
    private void MakeEntries()
    {
        var all = Of(Entries4, Entries6);
        _entries =
        [
            .. Some(() => new Service { Metadata = new() { Namespace = "backend", Name = $"entry-{_random.Next()}" }, Spec = new() { ExternalIPs = [Pick([.. all])] } }),
            .. Some(() => new Service
            {
                Metadata = new() { Namespace = "tools", Name = $"balancer-{_random.Next()}" },
                Spec = new(),
                Status = new() { LoadBalancer = new() { Ingress = [_has4 && Chance(30) ? new() { Hostname = "lb.example.org" } : new() { Ip = Pick([.. all]) }] } },
            }),
        ];
        Addresses = AddressDiscovery.Of([Node(0), Node(1)], [Kubernetes, .. _entries], [Services], [], [], Settings);
    }

    private Node Node(int number)
    {
        var ranges = Of([PodRanges4[number]], [PodRanges6[number]]);
        var node = Clusters.Node($"node-{number}", "", ranges[0]);
        return node with
        {
            Spec = node.Spec! with { PodCIDRs = ranges, ProviderID = _provider.Length == 0 ? null : _provider },
            Status = new() { Addresses = [.. Of([NodeAddresses4[number]], [NodeAddresses6[number]]).Select(address => new NodeAddress { Type = "InternalIP", Address = address })] },
        };
    }

    private List<string> Of(IEnumerable<string> four, IEnumerable<string> six) => [.. _has4 ? four : [], .. _has6 ? six : []];

    // Where pods have both families, some have one all the same.
    private PodStatus Status(int range, int host)
    {
        var both = _has4 && _has6 && Chance(85);
        var four = _has4 && (both || !_has6 || Chance(50));
        List<string> addresses = [.. four ? [$"10.42.{range}.{host}"] : (string[])[], .. both || !four ? [range == 0 ? $"fd00:42::{host:x}" : $"fd00:42:1::{host:x}"] : (string[])[]];
        return new() { Phase = "Running", PodIP = addresses[0], PodIPs = [.. addresses.Select(address => new PodIPEntry { Ip = address })] };
    }

    private (string, string)[] Given() =>
        [.. Chance(20) ? ((string, string)[])[("app", Pick(["a", "b"]))] : [], .. Chance(20) ? ((string, string)[])[("team", Pick(["red", "blue"]))] : []];

    private Pod Pod()
    {
        var number = _random.Next(12);
        var space = Spaces[number % 3];
        var host = space != "stacks" && Chance(10);
        var status = Status(number % 2, Chance(50) ? number + 16 : number + 130);
        var elsewhere = host ? Pick([.. Nodes]).ToString() : Chance(4) ? Of([$"10.99.0.{number + 1}"], [$"fd00:99::{number + 1}"])[0] : null;
        status = elsewhere is null ? status : new() { PodIP = elsewhere, PodIPs = [new() { Ip = elsewhere }] };
        (string, string)[] labels = space == "stacks"
            ? [("portcullis.dev/egress", Pick(["none", "internet"])), ("portcullis.dev/stack", $"stack-{number}"), .. Chance(50) ? Given() : []]
            : [("app", Pick(["a", "b"]))];
        var pod = Clusters.Pod(space, $"p{number}", null, labels);
        return pod with
        {
            Spec = pod.Spec! with { HostNetwork = host ? true : null, Containers = [new() { Name = "main", Ports = [new() { Name = "http", Port = Pick([80, 8080]), Protocol = "TCP" }] }] },
            Status = status with { Phase = Chance(5) ? "Failed" : "Running" },
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
        var six = _has6 && (!_has4 || Chance(50));
        var blocks = six ? Blocks6 : Blocks4;
        var world = !six ? "0.0.0.0/0" : Chance(50) ? "::/0" : "2000::/3";
        return Chance(60)
            ? new() { Cidr = world, Except = [.. blocks.Where(block => AddressRanges.Covers(IPNetwork.Parse(world), IPNetwork.Parse(block)) && Chance(60))] }
            : new() { Cidr = Pick(blocks) };
    }

    private List<NetworkPolicyPort>? Ports() => Chance(60) ? null :
        [Chance(30) ? new() { Port = IntOrString.Of("http") } : Chance(30) ? new() { Protocol = "UDP" } : new() { Port = IntOrString.Of(Pick([80, 443, 31000])), EndPort = Chance(40) ? 32000 : null }];

    private LabelSelector Selector() => _random.Next(4) switch
    {
        0 or 1 => new() { MatchLabels = new Dictionary<string, string> { ["portcullis.dev/egress"] = Pick(["none", "internet"]) } },
        2 => new() { MatchExpressions = [new() { Key = "app", Operator = Pick(["Exists", "DoesNotExist"]) }] },
        _ => new() { MatchExpressions = [new() { Key = "team", Operator = Pick(["In", "NotIn"]), Values = [Pick(["red", "blue"])] }] },
    };

    private T Pick<T>(T[] list) => list[_random.Next(list.Length)];

    private bool Chance(int percent) => _random.Next(100) < percent;
}
