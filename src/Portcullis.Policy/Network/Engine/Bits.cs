using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Portcullis.Policy.Network.Engine;

/// <summary>Sets of small numbers as bits, a vector at a time.</summary>
internal static class Bits
{
    public const int PerWord = 64;

    public static int Words(int count) => (count + PerWord - 1) / PerWord;

    public static ulong[] Full(int count)
    {
        var bits = new ulong[Words(count)];
        Array.Fill(bits, ulong.MaxValue);
        if (count % PerWord != 0)
        {
            bits[^1] = (1UL << (count % PerWord)) - 1;
        }

        return bits;
    }

    public static void Set(ulong[] bits, int index) => bits[index / PerWord] |= 1UL << (index % PerWord);

    public static bool Has(ulong[] bits, int index) => (bits[index / PerWord] >> (index % PerWord) & 1) != 0;

    public static void Or(ulong[] into, ulong[] other)
    {
        var a = MemoryMarshal.Cast<ulong, Vector<ulong>>(into.AsSpan());
        var b = MemoryMarshal.Cast<ulong, Vector<ulong>>(other.AsSpan());
        for (var i = 0; i < a.Length; i++)
        {
            a[i] |= b[i];
        }

        for (var i = a.Length * Vector<ulong>.Count; i < into.Length; i++)
        {
            into[i] |= other[i];
        }
    }

    public static void And(ulong[] into, ulong[] other)
    {
        var a = MemoryMarshal.Cast<ulong, Vector<ulong>>(into.AsSpan());
        var b = MemoryMarshal.Cast<ulong, Vector<ulong>>(other.AsSpan());
        for (var i = 0; i < a.Length; i++)
        {
            a[i] &= b[i];
        }

        for (var i = a.Length * Vector<ulong>.Count; i < into.Length; i++)
        {
            into[i] &= other[i];
        }
    }

    /// <summary>Adds what is in all three.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OrAll(ulong[] into, ulong[] first, ulong[] second, ulong[] third)
    {
        var a = MemoryMarshal.Cast<ulong, Vector<ulong>>(into.AsSpan());
        var b = MemoryMarshal.Cast<ulong, Vector<ulong>>(first.AsSpan());
        var c = MemoryMarshal.Cast<ulong, Vector<ulong>>(second.AsSpan());
        var d = MemoryMarshal.Cast<ulong, Vector<ulong>>(third.AsSpan());
        for (var i = 0; i < a.Length; i++)
        {
            a[i] |= b[i] & c[i] & d[i];
        }

        for (var i = a.Length * Vector<ulong>.Count; i < into.Length; i++)
        {
            into[i] |= first[i] & second[i] & third[i];
        }
    }

    public static void AndNot(ulong[] into, ulong[] other)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] &= ~other[i];
        }
    }

    public static ulong[] Both(ulong[] left, ulong[] right)
    {
        var both = (ulong[])left.Clone();
        And(both, right);
        return both;
    }

    /// <summary>Turns 64 rows of 64 bits into 64 columns, in place: halves are swapped, then quarters, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(Span<ulong> block)
    {
        var mask = 0x00000000FFFFFFFFUL;
        for (var width = 32; width != 0; width >>= 1, mask ^= mask << width)
        {
            for (var row = 0; row < PerWord; row = (row + width + 1) & ~width)
            {
                var swapped = ((block[row] >> width) ^ block[row + width]) & mask;
                block[row] ^= swapped << width;
                block[row + width] ^= swapped;
            }
        }
    }
}
