using Portcullis.Model.Names;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Reference;

namespace Portcullis.Policy.Network.Engine;

/// <summary>A valid policy made ready. Immutable; compared by identity.</summary>
internal sealed class CompiledPolicy
{
    private CompiledPolicy(NetworkPolicy source, NamespacedName name)
    {
        Source = source;
        Name = name;
        Selector = new CompiledSelector(source.Spec!.PodSelector!);
        IsolatesIngress = source.Spec.PolicyTypes!.Contains(nameof(Direction.Ingress));
        IsolatesEgress = source.Spec.PolicyTypes!.Contains(nameof(Direction.Egress));
        Ingress = Compile(Rule.Of(source, Direction.Ingress));
        Egress = Compile(Rule.Of(source, Direction.Egress));
    }

    /// <summary>With its defaults.</summary>
    public NetworkPolicy Source { get; }

    public NamespacedName Name { get; }

    public CompiledSelector Selector { get; }

    public bool IsolatesIngress { get; }

    public bool IsolatesEgress { get; }

    public CompiledRule[] Ingress { get; }

    public CompiledRule[] Egress { get; }

    public bool Isolates(Direction direction) => direction == Direction.Egress ? IsolatesEgress : IsolatesIngress;

    /// <summary>The rules of a direction that it isolates; rules of any other have no effect.</summary>
    public CompiledRule[] Rules(Direction direction) => direction == Direction.Egress ? Egress : Ingress;

    /// <summary>INVARIANT: the policy has its defaults and was validated.</summary>
    public static CompiledPolicy Of(NetworkPolicy policy, NamespacedName name) => new(policy, name);

    private CompiledRule[] Compile(IEnumerable<Rule> rules) =>
        [.. rules.Select(rule => new CompiledRule([.. rule.Peers.Select(Compile)], [.. rule.Ports.Select(Compile)]))];

    private CompiledPeer Compile(NetworkPolicyPeer peer) => new()
    {
        Block = peer.IpBlock is { } block ? AddressBlock.Of(block) : null,
        Namespaces = peer.NamespaceSelector is { } spaces ? new CompiledSelector(spaces) : null,
        Pods = peer.PodSelector is { } pods ? new CompiledSelector(pods) : null,
        PolicyNamespace = Name.Namespace,
    };

    private static CompiledPort Compile(NetworkPolicyPort port)
    {
        var protocol = ProtocolPort.TryParseProtocol(port.Protocol, out var known) ? known : throw new ArgumentException("the policy was not validated", nameof(port));
        return port.Port switch
        {
            null => new CompiledPort(protocol, 1, ProtocolPort.MaxPort, null),
            { Text: { } name } => new CompiledPort(protocol, 0, 0, name),
            { Number: var first } => new CompiledPort(protocol, first, port.EndPort ?? first, null),
        };
    }
}
