using System.Runtime.CompilerServices;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>Which class can reach which on one port: a row of bits for each source.</summary>
internal sealed class ClassRows
{
    private readonly ulong[][] _rows;

    private ClassRows(ReachIndex index)
    {
        _rows = new ulong[index.Classes.Length][];
        for (var i = 0; i < _rows.Length; i++)
        {
            _rows[i] = new ulong[index.Words];
        }
    }

    public bool Has(int from, int to) => Bits.Has(_rows[from], to);

    /// <summary>Egress rows as they are, ingress rows turned, and both combined for each family that a pair may meet in.</summary>
    public static ClassRows Of(ReachIndex index, ProtocolPort port)
    {
        var rows = new ClassRows(index);
        foreach (var path in (IpFamily[])[IpFamily.V4, IpFamily.V6, IpFamily.Both])
        {
            var meeting = new Meeting(index, path);
            if (!meeting.IsEmpty)
            {
                rows.Add(
                    index,
                    meeting,
                    [.. index.Egress.Groups.Select(group => AllowedPeers.Of(group, Direction.Egress, port, path, index))],
                    [.. index.Ingress.Groups.Select(group => AllowedPeers.Of(group, Direction.Ingress, port, path, index))]);
            }
        }

        return rows;
    }

    // Sources in bands of 64: what the band needs stays in the nearest cache, which is most of the time that this takes.
    private void Add(ReachIndex index, Meeting meeting, ulong[][] egress, ulong[][] ingress)
    {
        var letIn = new ulong[Bits.PerWord][];
        for (var i = 0; i < letIn.Length; i++)
        {
            letIn[i] = new ulong[index.Words];
        }

        for (var band = 0; band < index.Words; band++)
        {
            Turn(index.Ingress.GroupOf, ingress, band, letIn);
            var end = Math.Min(_rows.Length, (band + 1) * Bits.PerWord);
            for (var source = band * Bits.PerWord; source < end; source++)
            {
                if (meeting.TargetsOf(source) is { } targets)
                {
                    Bits.OrAll(_rows[source], letIn[source % Bits.PerWord], egress[index.Egress.GroupOf[source]], targets);
                }
            }
        }
    }

    // Optimised at once: to make one matrix is often all that a process does.
    // Which destinations each source of a band is let in by: squares of 64 rows of ingress are turned into columns.
    // Neighbours often are of one group, and then there is nothing to turn.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(int[] groupOf, ulong[][] ingress, int band, ulong[][] letIn)
    {
        Span<ulong> square = stackalloc ulong[Bits.PerWord];
        for (var to = 0; to * Bits.PerWord < groupOf.Length; to++)
        {
            var columns = groupOf.AsSpan(to * Bits.PerWord, Math.Min(Bits.PerWord, groupOf.Length - (to * Bits.PerWord)));
            if (!columns.ContainsAnyExcept(columns[0]))
            {
                var word = ingress[columns[0]][band];
                for (var i = 0; i < Bits.PerWord; i++)
                {
                    letIn[i][to] = 0UL - (word >> i & 1);
                }

                continue;
            }

            square[columns.Length..].Clear();
            for (var i = 0; i < columns.Length; i++)
            {
                square[i] = ingress[columns[i]][band];
            }

            Bits.Transpose(square);
            for (var i = 0; i < Bits.PerWord; i++)
            {
                letIn[i][to] = square[i];
            }
        }
    }
}
