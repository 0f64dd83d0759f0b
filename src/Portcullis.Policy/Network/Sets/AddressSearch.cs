namespace Portcullis.Policy.Network;

/// <summary>The addresses of a block at which what is allowed may change: where it begins, and where some rule's block begins or ends.</summary>
internal static class AddressSearch
{
    /// <summary>Candidates within the asked blocks, IPv4 before IPv6, each family from the least: if none of them passes, no address does.</summary>
    public static IEnumerable<Subject> Candidates(IReadOnlyList<AddressBlock> asked, CompiledPolicy[] isolating, Direction direction)
    {
        SortedSet<(IpFamily Family, UInt128 Bits)> cuts = [];
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

        return cuts.Select(cut => new IpValue(cut.Family, cut.Bits)).Where(address => asked.Any(block => block.Contains(address))).Select(Subject.Outside);

        void Add(AddressBlock block)
        {
            AddRange(block.Range);
            foreach (var hole in block.Except)
            {
                AddRange(hole);
            }
        }

        void AddRange(IpRange range)
        {
            cuts.Add((range.Family, range.First));
            if (range.Last != UInt128.MaxValue)
            {
                cuts.Add((range.Family, range.Last + 1));
            }
        }
    }
}
