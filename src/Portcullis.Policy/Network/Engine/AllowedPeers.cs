using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>The classes that a group may exchange packets with, on one port and in packets of one family.</summary>
internal static class AllowedPeers
{
    /// <param name="group">Whose policies.</param>
    /// <param name="direction">Which of their rules.</param>
    /// <param name="port">The destination's port.</param>
    /// <param name="path">The family; both where the two ends share none, and any address will do.</param>
    /// <param name="index">The classes.</param>
    public static ulong[] Of(RoleGroup group, Direction direction, ProtocolPort port, IpFamily path, ReachIndex index)
    {
        if (group.Policies.Length == 0)
        {
            return index.Everything;
        }

        var allowed = new ulong[index.Words];
        foreach (var policy in group.Policies)
        {
            foreach (var rule in policy.Rules(direction))
            {
                if (PortMask(rule, direction, group.Example, port, index) is { } mask)
                {
                    Add(allowed, rule, mask, path, index);
                }
            }
        }

        return allowed;
    }

    private static void Add(ulong[] allowed, CompiledRule rule, ulong[] mask, IpFamily path, ReachIndex index)
    {
        if (rule.Peers.Length == 0)
        {
            Bits.Or(allowed, mask);
        }

        foreach (var peer in rule.Peers)
        {
            if (peer.Block is null || (peer.Block.Range.Family & path) != 0)
            {
                var bits = index.PeersOf(peer);
                Bits.Or(allowed, ReferenceEquals(mask, index.Everything) ? bits : Bits.Both(bits, mask));
            }
        }
    }

    // The peers for which the rule's ports match; null when they match for none. A name is the destination's: of a source's
    // rule the peer's, of a destination's its own.
    private static ulong[]? PortMask(CompiledRule rule, Direction direction, Subject example, ProtocolPort port, ReachIndex index)
    {
        if (rule.Ports.Length == 0)
        {
            return index.Everything;
        }

        ulong[]? mask = null;
        foreach (var entry in rule.Ports)
        {
            if (entry.Contains(port) || (direction == Direction.Ingress && entry.Names(port, example)))
            {
                return index.Everything;
            }

            if (direction == Direction.Egress && entry.Name is { } name && entry.Protocol == port.Protocol && index.Naming(name, port) is { } naming)
            {
                mask ??= new ulong[index.Words];
                Bits.Or(mask, naming);
            }
        }

        return mask;
    }
}
