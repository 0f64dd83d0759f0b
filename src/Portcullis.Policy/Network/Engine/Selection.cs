using Portcullis.Policy.Network.Answers;

namespace Portcullis.Policy.Network.Engine;

/// <summary>The policies that isolate a pod, by direction. None: the pod is open.</summary>
internal sealed record Selection(NamespacePolicies Policies, CompiledPolicy[] Ingress, CompiledPolicy[] Egress)
{
    public static Selection Open { get; } = new(NamespacePolicies.None, [], []);

    public CompiledPolicy[] Isolating(Direction direction) => direction == Direction.Egress ? Egress : Ingress;
}
