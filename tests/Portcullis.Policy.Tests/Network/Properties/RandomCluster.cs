using Portcullis.Model.Json;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Tests.Network.Properties;

/// <summary>A random cluster that random things happen to. The same seed gives the same story.</summary>
/// <remarks>Few names, labels, ports and addresses, so that rules meet pods; edges of ranges among the addresses.</remarks>
internal sealed class RandomCluster
{
    private static readonly string[] Spaces = ["n0", "n1", "n2"];
    private static readonly string[] Keys = ["app", "tier", ObjectNames.NamespaceNameLabel];
    private static readonly string[] Values = ["a", "b", ""];
    private static readonly string[] PortNames = ["http", "dns", "nope"];
    private static readonly int[] PortNumbers = [53, 80, 81, 443, 65535];
    private static readonly string[] Protocols = ["TCP", "UDP", "SCTP"];
    private static readonly string[] Blocks4 = ["0.0.0.0/0", "10.0.0.0/16", "10.0.0.0/30", "10.0.0.4/30", "10.0.0.2/31", "10.0.0.5/32", "192.0.2.0/24", "::ffff:10.0.0.0/126"];
    private static readonly string[] Blocks6 = ["::/0", "fd00::/64", "fd00::4/126", "fd00::2/127", "2001:db8::/32"];
    private static readonly string[] Nodes = ["node-a", "node-b"];

    private readonly Random _random;
    private readonly int _names;
    private readonly SortedDictionary<string, Namespace> _spaces = [];
    private readonly SortedDictionary<string, Pod> _pods = [];
    private readonly SortedDictionary<string, NetworkPolicy> _policies = [];
    private readonly SortedDictionary<string, Service> _services = [];
    private readonly SortedDictionary<string, Node> _nodes = [];

    /// <param name="seed">Which story.</param>
    /// <param name="large">With hundreds of pods; else with a handful.</param>
    public RandomCluster(int seed, bool large = false)
    {
        _random = new Random(seed);
        _names = large ? 250 : 8;
        foreach (var space in Spaces)
        {
            if (Chance(80))
            {
                Put(_spaces, Space(space));
            }
        }

        Times(large ? 500 : 1, large ? 600 : 6, () => Put(_pods, Pod()));
        Times(large ? 8 : 0, large ? 12 : 5, () => Put(_policies, Policy()));
        Times(0, 2, () => Put(_services, Service()));
        Times(0, 2, () => Put(_nodes, Node()));
    }

    public ClusterObjects Objects => new()
    {
        Namespaces = [.. _spaces.Values],
        Pods = [.. _pods.Values],
        Policies = [.. _policies.Values],
        Services = [.. _services.Values],
        Nodes = [.. _nodes.Values],
    };

    /// <summary>Every live pod, addresses outside, and addresses that are a node's, a service's, a pod's or nobody's.</summary>
    public IReadOnlyList<NetworkEndpoint> Order => MatrixDefaults.Order(
        Objects, ((string[])["10.0.0.3", "192.0.2.1", "fd00::6", "172.16.0.1", "10.96.0.1"]).Select(System.Net.IPAddress.Parse));

    /// <summary>Two ports to ask, often one of a service.</summary>
    public IReadOnlyList<ProtocolPort> Ports() =>
    [
        .. Enumerable.Range(0, 2).Select(_ => _services.Count > 0 && Chance(40)
            ? ServicePort(Pick([.. _services.Values]))
            : new ProtocolPort(Pick(PortNumbers), Pick(Enum.GetValues<TransportProtocol>()))).Distinct(),
    ];

    private static ProtocolPort ServicePort(Service service) =>
        ProtocolPort.TryParse($"{service.Spec!.Ports![0].Port}/{service.Spec.Ports[0].Protocol ?? "TCP"}", out var port) ? port : throw new InvalidOperationException("a service without a port");

    /// <summary>Something happens: an object comes, changes or goes. One in thirty policies is invalid.</summary>
    public NetworkSnapshot Change(NetworkSnapshot snapshot) => _random.Next(10) switch
    {
        < 4 => Happen(snapshot, _pods, Pod()),
        < 7 => Happen(snapshot, _policies, Policy()),
        7 => Happen(snapshot, _spaces, Space(Pick(Spaces))),
        8 => Happen(snapshot, _services, Service()),
        _ => Happen(snapshot, _nodes, Node()),
    };

    public LabelSelector Selector()
    {
        var labels = new Dictionary<string, string>();
        Times(0, 1, () => labels[Pick(Keys)] = Pick(Values));
        List<LabelSelectorRequirement> expressions = [];
        Times(0, 1, () => expressions.Add(Pick(["In", "NotIn", "Exists", "DoesNotExist"]) switch
        {
            var set when set.EndsWith("In", StringComparison.Ordinal) => new() { Key = Pick(Keys), Operator = set, Values = [Pick(Values), Pick(Values)] },
            var existence => new() { Key = Pick(Keys), Operator = existence },
        }));
        return new() { MatchLabels = labels, MatchExpressions = expressions };
    }

    public T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    public bool Chance(int percent) => _random.Next(100) < percent;

    public IPBlock Block()
    {
        // An except must be a strict subset, so the widest blocks are the ones to cut.
        var v4 = Chance(60);
        return (v4, Chance(40)) switch
        {
            (true, true) => new() { Cidr = "0.0.0.0/0", Except = [.. Blocks4[1..7].Where(_ => Chance(40))] },
            (true, false) => new() { Cidr = Pick(Blocks4) },
            (false, true) => new() { Cidr = "::/0", Except = [.. Blocks6[1..].Where(_ => Chance(40))] },
            _ => new() { Cidr = Pick(Blocks6) },
        };
    }

    private NetworkSnapshot Happen<T>(NetworkSnapshot snapshot, SortedDictionary<string, T> objects, T obj)
        where T : KubernetesObject
    {
        if (objects.Count > 0 && Chance(35))
        {
            var gone = Pick([.. objects]);
            objects.Remove(gone.Key);
            return snapshot.Without(gone.Value);
        }

        Put(objects, obj);
        return snapshot.With(obj);
    }

    private static void Put<T>(SortedDictionary<string, T> objects, T obj)
        where T : KubernetesObject => objects[$"{obj.Metadata.Namespace}/{obj.Metadata.Name}"] = obj;

    private static Namespace Empty(string name) => new() { Metadata = new() { Name = name } };

    private Namespace Space(string name) => Empty(name) with { Metadata = new() { Name = name, Labels = Labels(name) } };

    private Dictionary<string, string> Labels(string? name = null)
    {
        var labels = new Dictionary<string, string>();
        Times(0, 2, () => labels[Pick(Keys)] = Pick(Values));
        if (name is not null && Chance(70))
        {
            labels[ObjectNames.NamespaceNameLabel] = name;
        }

        return labels;
    }

    private Pod Pod()
    {
        var number = _random.Next(_names);
        var host = Chance(10);
        List<string> addresses = host ? [$"172.16.0.{_random.Next(1, 3)}"] : [];
        if (!host && Chance(90))
        {
            var v4 = Chance(75);
            addresses.AddRange(v4 ? [$"10.0.0.{number}"] : [$"fd00::{number}"]);
            if (Chance(40))
            {
                addresses.Add(v4 ? $"fd00::{number}" : $"10.0.0.{number}");
            }
        }

        return new()
        {
            Metadata = new() { Namespace = Spaces[number % 3], Name = $"p{number}", Labels = Labels() },
            Spec = new() { HostNetwork = host ? true : null, NodeName = Chance(70) ? Pick(Nodes) : null, Containers = [new() { Ports = [.. Ports2()] }] },
            Status = new() { Phase = Chance(10) ? Pick(["Succeeded", "Failed"]) : "Running", PodIP = addresses.FirstOrDefault(), PodIPs = [.. addresses.Select(ip => new PodIPEntry { Ip = ip })] },
        };
    }

    private IEnumerable<ContainerPort> Ports2()
    {
        for (var i = _random.Next(3); i > 0; i--)
        {
            yield return new() { Name = Chance(80) ? Pick(PortNames) : null, Port = Pick(PortNumbers), Protocol = Chance(50) ? Pick(Protocols) : null };
        }
    }

    private NetworkPolicy Policy()
    {
        List<NetworkPolicyIngressRule>? ingress = Chance(60) ? [] : null;
        List<NetworkPolicyEgressRule>? egress = Chance(60) ? [] : null;
        Times(0, 2, () => ingress?.Add(new() { From = Some(Peer), Ports = Some(Port) }));
        Times(0, 2, () => egress?.Add(new() { To = Some(Peer), Ports = Some(Port) }));
        return new()
        {
            Metadata = new() { Namespace = Pick(Spaces), Name = $"np{_random.Next(4)}" },
            Spec = new()
            {
                PodSelector = Chance(50) ? new() : Selector(),
                Ingress = ingress,
                Egress = egress,
                PolicyTypes = Chance(60) ? [.. ((string[])["Ingress", "Egress"]).Where(_ => Chance(60))] : null,
            },
        };
    }

    private NetworkPolicyPeer Peer() => _random.Next(10) switch
    {
        < 3 => new() { PodSelector = Selector() },
        < 5 => new() { NamespaceSelector = Selector() },
        < 7 => new() { NamespaceSelector = Selector(), PodSelector = Selector() },
        _ when Chance(2) => new(),
        _ => new() { IpBlock = Block() },
    };

    private NetworkPolicyPort Port() => _random.Next(10) switch
    {
        < 2 => new() { Protocol = Pick(Protocols) },
        < 5 => new() { Protocol = Chance(60) ? Pick(Protocols) : null, Port = IntOrString.Of(Pick(PortNames)) },
        < 8 => new() { Protocol = Chance(60) ? Pick(Protocols) : null, Port = IntOrString.Of(Pick(PortNumbers)) },
        _ => new() { Protocol = Chance(60) ? Pick(Protocols) : null, Port = IntOrString.Of(Pick([1, 53, 80])), EndPort = Pick([80, 81, 443, 65535]) },
    };

    private Service Service()
    {
        var number = _random.Next(2);
        return new()
        {
            Metadata = new() { Namespace = Spaces[number], Name = $"s{number}" },
            Spec = new()
            {
                ClusterIP = $"10.96.0.{number + 1}",
                Selector = Chance(80) ? Labels() : null,
                Ports = [new() { Port = Pick(PortNumbers), TargetPort = Chance(50) ? IntOrString.Of(Pick(PortNames)) : Chance(50) ? IntOrString.Of(Pick(PortNumbers)) : null, Protocol = Chance(30) ? Pick(Protocols) : null }],
            },
        };
    }

    private Node Node()
    {
        var number = _random.Next(2);
        return Json.Node(Nodes[number], $"172.16.0.{number + 1}");
    }

    private List<T>? Some<T>(Func<T> make)
    {
        if (Chance(25))
        {
            return Chance(50) ? [] : null;
        }

        List<T> list = [];
        Times(1, 2, () => list.Add(make()));
        return list;
    }

    private void Times(int least, int most, Action action)
    {
        for (var i = _random.Next(least, most + 1); i > 0; i--)
        {
            action();
        }
    }
}
