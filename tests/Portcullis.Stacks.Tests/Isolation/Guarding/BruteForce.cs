using System.Net;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Reference;
using Portcullis.Stacks.Isolation.Guarding.Statements;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Tests.Isolation.Guarding;

/// <summary>Tries everything by the specification: what the guard proves must find nothing, what it found must be found.</summary>
internal sealed class BruteForce
{
    private const int PortsEach = 3;

    // What stands for a named port of a stack still to be made.
    private const int FirstNamed = 8000;

    // Of each block that policies speak of, somebody who is no part of the cluster.
    private static readonly string[] Outside =
        ["54.1.2.3", "54.9.9.9", "55.1.2.3", "9.1.1.1", "9.8.4.9", "8.8.0.12", "10.0.0.1", "169.254.1.1", "172.16.0.1", "192.0.2.12", "168.63.129.16", "166.9.1.1"];

    private static readonly ProtocolPort[] AllPorts =
    [
        .. from number in (int[])[1, 80, 443, 8080, 31000, 31001, 32000, 65535] select new ProtocolPort(number, TransportProtocol.Tcp),
        new(53, TransportProtocol.Udp),
    ];

    private readonly ProtocolPort[] _ports;
    private readonly RandomGuardedCluster _cluster;
    private readonly ReferenceEvaluator _evaluator;
    private readonly List<Pod> _more;
    private readonly List<NetworkEndpoint> _stacks;
    private readonly List<NetworkEndpoint> _nones;
    private readonly List<(Pod Pod, NetworkEndpoint End)> _others;

    /// <param name="cluster">The cluster.</param>
    /// <param name="more">Pods of the stack namespace besides its own: newcomers, and stacks of the future.</param>
    /// <param name="seed">Which ports are tried: some each time, all of them over many times.</param>
    public BruteForce(RandomGuardedCluster cluster, IEnumerable<Pod> more, int seed)
    {
        _ports = new Random(seed).GetItems(AllPorts, PortsEach);
        _cluster = cluster;
        _more = [.. more];
        List<Pod> pods = [.. cluster.Pods, .. _more];
        _evaluator = ReferenceEvaluator.Create(new() { Namespaces = [.. cluster.Namespaces], Pods = pods, Policies = [.. cluster.Policies] });
        var live = pods.Where(pod => pod.Status!.Phase != "Failed" && pod.Spec?.HostNetwork != true).ToList();
        _stacks = [.. live.Where(pod => pod.Metadata.Namespace == "stacks").Select(EndOf)];
        _nones = [.. live.Where(pod => pod.Metadata.Namespace == "stacks" && pod.Metadata.Labels?.GetValueOrDefault("portcullis.dev/egress") != "internet").Select(EndOf)];
        _others = [.. live.Where(pod => pod.Metadata.Namespace != "stacks").Select(pod => (pod, EndOf(pod)))];
    }

    public bool HasProblems => _evaluator.Problems.Count > 0;

    /// <summary>A path that a proven statement says there is none of; null when there is none indeed.</summary>
    public string? Against(string id) => id switch
    {
        NoOtherPod.Id => First(_stacks, _others.Select(other => other.End)),
        NoOtherStack.Id => First(_stacks, _stacks) ?? RoundAbout(_stacks) ?? ByEntry(),
        NoProtectedAddress.Id => First(_stacks, _cluster.Protected.Where(address => !IsPod(address)).Select(End)),
        NobodyElse.Id => First(Outsiders(), _stacks) ?? RoundAbout(Outsiders()),
        NoneReachesNothing.Id => First(_nones, [.. _others.Select(other => other.End), .. _stacks, .. _cluster.Protected.Append(IPAddress.Parse("55.1.2.3")).Append(IPAddress.Parse("2600:55::1")).Where(address => !IsPod(address)).Select(End)]),
        PlayersReach.Id => _cluster.LeadsAsItWasMade ? null : "a Service leads elsewhere",
        _ => null,
    };

    /// <summary>Whether a witness is a real path.</summary>
    public bool Confirms(IsolationWitness witness)
    {
        if (witness.Service is not null)
        {
            return !_cluster.LeadsAsItWasMade;
        }

        if (witness is not { From: { } from, To: { } to, Port: { } port })
        {
            return true;
        }

        return witness.Text[0].Contains("by which players come in", StringComparison.Ordinal) ? ByEntry() is not null
            : witness.Text[0].Contains("NodePorts", StringComparison.Ordinal)
            ? Families().Any(nodes => nodes.Any(node => AllPorts.Append(new(31001, TransportProtocol.Udp)).Where(asked => asked.Port is >= 31001 and <= 32767).Any(asked => IsAllowed(End(from), node, asked.ToString()))) && nodes.Any(node => IsAllowed(node, End(to), port)))
            : IsAllowed(End(from), End(to), port);
    }

    private IEnumerable<NetworkEndpoint> Outsiders() => _others.Where(other => !_cluster.Settings.IngressFrom.Any(peer =>
        peer.Namespace == other.Pod.Metadata.Namespace && peer.Labels.All(label => other.Pod.Metadata.Labels!.GetValueOrDefault(label.Key) == label.Value))).Select(other => other.End);

    // What enters a node by one family goes on in it.
    private string? RoundAbout(IEnumerable<NetworkEndpoint> from) => Families().Select(nodes => RoundAbout([.. @from], nodes)).FirstOrDefault(found => found is not null);

    private string? RoundAbout(List<NetworkEndpoint> from, List<NetworkEndpoint> nodes)
    {
        List<NetworkEndpoint> targets = [.. _stacks.Where(stack => First(nodes, [stack]) is not null)];
        return targets.Count == 0 ? null
            : (from source in @from
               where targets.Exists(target => target != source) && Step(source, nodes)
               select $"{source} by a node port, {targets.First(target => target != source)}").FirstOrDefault();
    }

    // Out to where players come in, and in with somebody's address that is no part of the cluster.
    private string? ByEntry() =>
        First(_stacks, _cluster.Entries.Select(End), [.. AllPorts.Append(new(31001, TransportProtocol.Udp)).Where(port => port.Port is >= 31001 and <= 32767)]) is { } step
        && First(Players(), _stacks, [.. AllPorts, new(FirstNamed, TransportProtocol.Tcp)]) is not null ? step : null;

    private IEnumerable<NetworkEndpoint> Players() => _cluster.Stacks.ExternalTrafficPolicy == "Cluster" ? _cluster.Nodes.Select(End) : Outside.Select(End);

    private bool Step(NetworkEndpoint from, IEnumerable<NetworkEndpoint> nodes) =>
        nodes.Any(node => _ports.Where(port => port.Port is >= 31001 and <= 32767).Any(port => IsAllowed(from, node, port.ToString()))
            || IsAllowed(from, node, "31001/UDP"));

    private List<List<NetworkEndpoint>> Families() => [.. _cluster.Nodes.GroupBy(node => node.AddressFamily).Select(family => family.Select(End).ToList())];

    private string? First(IEnumerable<NetworkEndpoint> from, IEnumerable<NetworkEndpoint> to, ProtocolPort[]? only = null)
    {
        var ports = only ?? _ports;
        List<NetworkEndpoint> sources = [.. from];
        List<NetworkEndpoint> targets = [.. to];
        if (sources.Count == 0 || targets.Count == 0)
        {
            return null;
        }

        List<NetworkEndpoint> order = [.. sources.Concat(targets).Distinct()];
        var matrix = ((MatrixAnswer.Judged)_evaluator.Matrix(order, ports)).Matrix;
        foreach (var source in sources)
        {
            foreach (var target in targets)
            {
                for (var port = 0; port < ports.Length; port++)
                {
                    if (matrix.Cell(port, order.IndexOf(source), order.IndexOf(target)) == Reachability.Allowed)
                    {
                        return $"{source} to {target} on {ports[port]}";
                    }
                }
            }
        }

        return null;
    }

    private bool IsAllowed(NetworkEndpoint from, NetworkEndpoint to, string port) =>
        ProtocolPort.TryParse(port, out var parsed) && Beside(from, to).Explain(new(from, to, parsed)) is NetworkAnswer.Judged { Verdict.Allowed: true };

    // A stack of the future has some address of its kind; where that very one is asked about, it has the next.
    private ReferenceEvaluator Beside(params NetworkEndpoint[] asked)
    {
        var addresses = asked.OfType<NetworkEndpoint.OfAddress>().Select(end => end.Address.ToString()).ToHashSet();
        return !_more.Exists(pod => Has(pod, addresses)) ? _evaluator
            : ReferenceEvaluator.Create(new() { Namespaces = [.. _cluster.Namespaces], Policies = [.. _cluster.Policies], Pods = [.. _cluster.Pods, .. _more.Select(pod => Has(pod, addresses) ? Next(pod) : pod)] });
    }

    private static bool Has(Pod pod, HashSet<string> addresses) => pod.Status!.PodIPs!.Any(entry => addresses.Contains(entry.Ip!));

    private static Pod Next(Pod pod)
    {
        List<string> next = [.. pod.Status!.PodIPs!.Select(entry => Next(entry.Ip!))];
        return pod with { Status = pod.Status with { PodIP = next[0], PodIPs = [.. next.Select(address => new PodIPEntry { Ip = address })] } };
    }

    private static string Next(string address)
    {
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        bytes[^1]++;
        return new IPAddress(bytes).ToString();
    }

    private bool IsPod(IPAddress address) => _cluster.Pods.Any(pod => pod.Status!.PodIPs!.Any(entry => entry.Ip == address.ToString()));

    private static NetworkEndpoint EndOf(Pod pod) => new NetworkEndpoint.OfPod(NamespacedName.Of(pod.Metadata));

    private static NetworkEndpoint End(IPAddress address) => new NetworkEndpoint.OfAddress(address);

    private static NetworkEndpoint End(string text) => NetworkEndpoint.Parse(text) ?? throw new FormatException(text);
}
