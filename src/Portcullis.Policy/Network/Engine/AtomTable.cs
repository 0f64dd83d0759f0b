using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>The addresses of one family cut where blocks begin and end. Pieces that lie in the same blocks are one atom. Immutable.</summary>
internal sealed class AtomTable
{
    // INVARIANT: sorted, begins with 0; piece i reaches from cut i to before cut i + 1.
    private readonly UInt128[] _cuts;
    private readonly int[] _atoms;
    private readonly int[][] _blocksOf;

    public AtomTable(IpFamily family, IReadOnlyList<AddressBlock> blocks)
    {
        _cuts = [.. Cuts(family, blocks)];
        var width = Bits.Words(blocks.Count);
        var within = new ulong[_cuts.Length][];
        for (var i = 0; i < within.Length; i++)
        {
            within[i] = new ulong[width];
        }

        foreach (var (index, block) in blocks.Index())
        {
            if (block.Range.Family == family)
            {
                Mark(within, block.Range, index, value: true);
                foreach (var hole in block.Except)
                {
                    Mark(within, hole, index, value: false);
                }
            }
        }

        (_atoms, _blocksOf) = Merge(within, blocks.Count);
    }

    /// <summary>The atom that the address is in.</summary>
    public int AtomOf(UInt128 address)
    {
        var at = Array.BinarySearch(_cuts, address);
        return _atoms[at >= 0 ? at : ~at - 1];
    }

    /// <summary>The blocks, by index, that the atom lies in.</summary>
    public ReadOnlySpan<int> BlocksOf(int atom) => _blocksOf[atom];

    /// <summary>The pieces between two addresses, both included: the atom of each, and an address in it.</summary>
    public IEnumerable<(int Atom, UInt128 Address)> Examples(UInt128 first, UInt128 last)
    {
        var at = Array.BinarySearch(_cuts, first);
        for (var i = at >= 0 ? at : ~at - 1; i < _cuts.Length && _cuts[i] <= last; i++)
        {
            var start = UInt128.Max(_cuts[i], first);
            var end = i + 1 < _cuts.Length ? UInt128.Min(_cuts[i + 1] - 1, last) : last;

            // Not the first of a range, where there are more: it would read like the range itself.
            yield return (_atoms[i], start < end ? start + 1 : start);
        }
    }

    private static SortedSet<UInt128> Cuts(IpFamily family, IReadOnlyList<AddressBlock> blocks)
    {
        SortedSet<UInt128> cuts = [UInt128.Zero];
        foreach (var block in blocks)
        {
            if (block.Range.Family == family)
            {
                Cut(block.Range);
                foreach (var hole in block.Except)
                {
                    Cut(hole);
                }
            }
        }

        return cuts;

        void Cut(IpRange range)
        {
            cuts.Add(range.First);
            // Past the last IPv4 address nothing is asked; past the last IPv6 address there is no number.
            if (range.Last != UInt128.MaxValue)
            {
                cuts.Add(range.Last + 1);
            }
        }
    }

    private void Mark(ulong[][] within, IpRange range, int block, bool value)
    {
        var bit = 1UL << (block % Bits.PerWord);
        for (var i = Array.BinarySearch(_cuts, range.First); i < _cuts.Length && _cuts[i] <= range.Last; i++)
        {
            ref var word = ref within[i][block / Bits.PerWord];
            word = value ? word | bit : word & ~bit;
        }
    }

    private static (int[] Atoms, int[][] BlocksOf) Merge(ulong[][] within, int blocks)
    {
        var known = new Dictionary<ulong[], int>(WordsComparer.Instance);
        List<int[]> blocksOf = [];
        var atoms = new int[within.Length];
        for (var i = 0; i < within.Length; i++)
        {
            if (!known.TryGetValue(within[i], out var atom))
            {
                atom = known.Count;
                known.Add(within[i], atom);
                var words = within[i];
                blocksOf.Add([.. Enumerable.Range(0, blocks).Where(block => Bits.Has(words, block))]);
            }

            atoms[i] = atom;
        }

        return (atoms, [.. blocksOf]);
    }

    private sealed class WordsComparer : IEqualityComparer<ulong[]>
    {
        public static WordsComparer Instance { get; } = new();

        public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ulong[] words)
        {
            var hash = new HashCode();
            foreach (var word in words)
            {
                hash.Add(word);
            }

            return hash.ToHashCode();
        }
    }
}
