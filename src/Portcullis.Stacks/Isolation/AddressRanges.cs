using System.Net;
using System.Net.Sockets;

namespace Portcullis.Stacks.Isolation;

/// <summary>Sets of address ranges, kept short and in one order, so that equal sets make equal policies.</summary>
internal static class AddressRanges
{
    /// <summary>All there are, of both families.</summary>
    public static IReadOnlyList<IPNetwork> World { get; } = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];

    /// <summary>A range that holds one address.</summary>
    public static IPNetwork Of(IPAddress address) => new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);

    /// <summary>A range from a text that may have bits set beyond its prefix.</summary>
    public static IPNetwork Masked(IPAddress address, int bits)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] &= (byte)(0xff00 >> Math.Clamp(bits - (8 * i), 0, 8));
        }

        return new(new IPAddress(bytes), bits);
    }

    /// <summary>An address of a range, counted from its first; the range must be large enough, and the number less than 256.</summary>
    public static IPAddress Nth(IPNetwork range, byte number)
    {
        var bytes = range.BaseAddress.GetAddressBytes();
        bytes[^1] |= number;
        return new IPAddress(bytes);
    }

    public static AddressFamily FamilyOf(IPNetwork range) => range.BaseAddress.AddressFamily;

    /// <summary>Whether every address of one range is in another.</summary>
    public static bool Covers(IPNetwork outer, IPNetwork inner) => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    /// <summary>The two halves of a range, which must hold more than one address.</summary>
    public static IEnumerable<IPNetwork> Halves(IPNetwork range)
    {
        var bits = range.PrefixLength + 1;
        var upper = range.BaseAddress.GetAddressBytes();
        upper[range.PrefixLength / 8] |= (byte)(0x80 >> (range.PrefixLength % 8));
        return [new(range.BaseAddress, bits), new(new IPAddress(upper), bits)];
    }

    /// <summary>The fewest ranges that hold the same addresses: halves that are both there become one.</summary>
    public static IReadOnlyList<IPNetwork> Merge(IEnumerable<IPNetwork> ranges)
    {
        var merged = new List<IPNetwork>();
        foreach (var range in Reduce(ranges))
        {
            var next = range;
            while (merged is [.., var last] && last.PrefixLength == next.PrefixLength && last.PrefixLength > 0 && Masked(last.BaseAddress, last.PrefixLength - 1) is var both && Covers(both, next))
            {
                merged.RemoveAt(merged.Count - 1);
                next = both;
            }

            merged.Add(next);
        }

        return merged;
    }

    /// <summary>The ranges without those that others hold, by family, address and length.</summary>
    public static IReadOnlyList<IPNetwork> Reduce(IEnumerable<IPNetwork> ranges)
    {
        var kept = new List<IPNetwork>();

        // Wider ranges come first, so that each has to be held against those before it only.
        foreach (var range in ranges.OrderBy(range => range.PrefixLength))
        {
            if (!kept.Exists(other => Covers(other, range)))
            {
                kept.Add(range);
            }
        }

        return [.. kept.OrderBy(FamilyOf).ThenBy(range => Sortable(range.BaseAddress), StringComparer.Ordinal).ThenBy(range => range.PrefixLength)];
    }

    private static string Sortable(IPAddress address) => Convert.ToHexString(address.GetAddressBytes());
}
