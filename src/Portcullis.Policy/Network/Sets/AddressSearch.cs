using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Engine;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Sets;

/// <summary>The addresses of a block at which what is allowed may begin: where it begins itself, where some rule's block begins, and behind some exception.</summary>
internal static class AddressSearch
{
    /// <summary>Candidates within the asked blocks, IPv4 before IPv6, each family from the least: if none of them passes, no address does.</summary>
    public static IEnumerable<Subject> Candidates(IReadOnlyList<AddressBlock> asked, CompiledPolicy[] isolating, Direction direction)
    {
        SortedSet<(IpFamily Family, UInt128 Bits)> starts = [];
        foreach (var block in asked)
        {
            Add(block);
        }

        foreach (var peer in isolating.SelectMany(policy => policy.Rules(direction)).SelectMany(rule => rule.Peers))
        {
            if (peer.Block is { } block)
            {
                Add(block);
            }
        }

        return starts.Select(start => new IpValue(start.Family, start.Bits)).Where(address => asked.Any(block => block.Contains(address))).Select(Subject.Outside);

        void Add(AddressBlock block)
        {
            starts.Add((block.Range.Family, block.Range.First));
            foreach (var hole in block.Except)
            {
                // Behind the very last IPv6 address there is none; what lies behind the last IPv4 address is in no block.
                if (hole.Last != UInt128.MaxValue)
                {
                    starts.Add((hole.Family, hole.Last + 1));
                }
            }
        }
    }
}
