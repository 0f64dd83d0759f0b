using Portcullis.Model;

namespace Portcullis.Policy.Network;

/// <summary>One end of a connection, read from its object. Immutable.</summary>
internal sealed class Subject
{
    private Subject(SubjectKind kind, NetworkEndpoint endpoint, IReadOnlyList<IpValue> addresses)
    {
        Kind = kind;
        Endpoint = endpoint;
        Addresses = addresses;
        foreach (var address in addresses)
        {
            Families |= address.Family;
        }
    }

    public SubjectKind Kind { get; }

    public NetworkEndpoint Endpoint { get; }

    /// <summary>Of a pod at most one a family; of a node any number.</summary>
    public IReadOnlyList<IpValue> Addresses { get; }

    public IpFamily Families { get; }

    /// <summary>Empty unless it is a pod.</summary>
    public string Namespace { get; private init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; private init; } = NoLabels;

    /// <summary>Every container port, named or not.</summary>
    public IReadOnlyList<ProtocolPort> Ports { get; private init; } = [];

    public IReadOnlyList<NamedPort> NamedPorts { get; private init; } = [];

    /// <summary>The node that it is, or is on; null when unknown.</summary>
    public string? Node { get; private init; }

    private static IReadOnlyDictionary<string, string> NoLabels { get; } = new Dictionary<string, string>();

    public static Subject Pod(
        NamespacedName name, IReadOnlyDictionary<string, string>? labels, IReadOnlyList<IpValue> addresses, PodPorts ports, string? node, bool hostNetwork) =>
        new(hostNetwork ? SubjectKind.Host : SubjectKind.Pod, new NetworkEndpoint.OfPod(name), addresses)
        {
            Namespace = name.Namespace,
            Labels = labels ?? NoLabels,
            Ports = ports.All,
            NamedPorts = ports.Named,
            Node = node,
        };

    public static Subject OfNode(string? node, IpValue address) => new(SubjectKind.Host, new NetworkEndpoint.OfAddress(address.ToAddress()), [address]) { Node = node };

    public static Subject Outside(IpValue address) => new(SubjectKind.Outside, new NetworkEndpoint.OfAddress(address.ToAddress()), [address]);

    public override string ToString() => Endpoint.ToString();
}
