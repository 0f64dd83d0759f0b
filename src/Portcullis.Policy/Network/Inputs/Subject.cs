using Portcullis.Model.Names;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Engine;

namespace Portcullis.Policy.Network.Inputs;

/// <summary>One end of a connection, read from its object. Immutable but for what it remembers.</summary>
internal sealed class Subject
{
    private Subject(SubjectKind kind, NetworkEndpoint endpoint, IReadOnlyList<IpValue> addresses)
    {
        Kind = kind;
        Endpoint = endpoint;
        Addresses = [.. addresses];
        foreach (var address in addresses)
        {
            Families |= address.Family;
        }
    }

    public SubjectKind Kind { get; }

    public NetworkEndpoint Endpoint { get; }

    /// <summary>Of a pod at most one a family; of a node any number.</summary>
    public IpValue[] Addresses { get; }

    public IpFamily Families { get; }

    /// <summary>Empty unless it is a pod.</summary>
    public string Namespace { get; private init; } = "";

    public LabelSet Labels { get; private init; } = LabelSet.Empty;

    /// <summary>Every container port, named or not.</summary>
    public IReadOnlyList<ProtocolPort> Ports { get; private init; } = [];

    public NamedPort[] NamedPorts { get; private init; } = [];

    /// <summary>The node that it is, or is on; null when unknown.</summary>
    public string? Node { get; private init; }

    /// <summary>
    /// The policies that selected it when last asked. INVARIANT: whoever reads it checks which policies it was made of, so
    /// that readers of different snapshots may overwrite one another's.
    /// </summary>
    public Selection? Selection { get; set; }

    /// <summary>Its class when last asked, with the same invariant.</summary>
    public PodClass? Class { get; set; }

    public static Subject Pod(
        NamespacedName name, IReadOnlyDictionary<string, string>? labels, IReadOnlyList<IpValue> addresses, PodPorts ports, string? node, bool hostNetwork) =>
        new(hostNetwork ? SubjectKind.Host : SubjectKind.Pod, new NetworkEndpoint.OfPod(name), addresses)
        {
            Namespace = name.Namespace,
            Labels = LabelSet.Of(labels),
            Ports = ports.All,
            NamedPorts = [.. ports.Named],
            Node = node,
        };

    public static Subject OfNode(string? node, IpValue address) => new(SubjectKind.Host, new NetworkEndpoint.OfAddress(address.ToAddress()), [address]) { Node = node };

    public static Subject Outside(IpValue address) => new(SubjectKind.Outside, new NetworkEndpoint.OfAddress(address.ToAddress()), [address]);

    /// <summary>Another pod that is like this one in all that policies see. It has a name that no pod can have.</summary>
    public Subject AsAnother() => new(Kind, new NetworkEndpoint.OfPod(new NamespacedName(Namespace, "")), Addresses)
    {
        Namespace = Namespace,
        Labels = Labels,
        Ports = Ports,
        NamedPorts = NamedPorts,
        Node = Node,
    };

    public override string ToString() => Endpoint.ToString();
}
