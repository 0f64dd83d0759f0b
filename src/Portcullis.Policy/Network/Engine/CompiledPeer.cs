using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>A peer: a block, or selectors. Immutable.</summary>
internal sealed class CompiledPeer
{
    /// <summary>Of a block; else null.</summary>
    public AddressBlock? Block { get; init; }

    /// <summary>Null when the peer has none: then it means the policy's own namespace.</summary>
    public CompiledSelector? Namespaces { get; init; }

    /// <summary>Null when the peer has none: then it means all pods.</summary>
    public CompiledSelector? Pods { get; init; }

    public required string PolicyNamespace { get; init; }

    public bool Matches(in Side other, IpFamily path)
    {
        if (Block is not null)
        {
            foreach (var address in other.Subject.Addresses)
            {
                if ((address.Family & path) != 0 && Block.Contains(address))
                {
                    return true;
                }
            }

            return false;
        }

        return other.Subject.Kind == SubjectKind.Pod
            && (Namespaces is null ? other.Subject.Namespace == PolicyNamespace : Namespaces.Matches(other.Space.Labels))
            && (Pods is null || Pods.Matches(other.Subject.Labels));
    }
}
