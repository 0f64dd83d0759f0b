using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Portcullis.Model.Addresses;

/// <summary>The arithmetic of addresses and of the blocks that prefixes make: masks, numbers, containment, sets in one order.</summary>
/// <remarks>Families never meet: nothing of IPv4 is within anything of IPv6. <see cref="IPText"/> reads what is written.</remarks>
public static class AddressRanges
{
    /// <summary>All there are, of both families.</summary>
    public static IReadOnlyList<IPNetwork> World { get; } = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];

    /// <summary>How many bits an address of a family has: 32 or 128.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    public static int BitsOf(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? 128 : 32;

    /// <summary>The family, as Kubernetes names it: <c>IPv4</c> or <c>IPv6</c>.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    public static string NameOf(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    /// <summary>The family of a range.</summary>
    public static AddressFamily FamilyOf(IPNetwork range) => range.BaseAddress.AddressFamily;

    /// <summary>The range that holds one address.</summary>
    public static IPNetwork Of(IPAddress address) => new(address, BitsOf(Family(address)));

    /// <summary>The range of an address and a prefix; bits that are set beyond the prefix are cleared.</summary>
    /// <param name="address">Any address of the range.</param>
    /// <param name="bits">The length of the prefix: 0 to <see cref="BitsOf"/>.</param>
    public static IPNetwork Masked(IPAddress address, int bits)
    {
        var family = Family(address);
        return new(ToAddress(Number(address) & ~HostMask(family, bits), family), bits);
    }

    /// <summary>Reads a range; bits that are set beyond the prefix are cleared, as the API server and network plug-ins do.</summary>
    /// <param name="text">An address, a slash and a number of bits.</param>
    /// <param name="range">The range.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out IPNetwork range)
    {
        var fine = IPText.TryParseCidr(text, out var address, out var bits);
        range = fine ? Masked(address, bits) : default;
        return fine;
    }

    /// <summary>An address as a number; of IPv4 in the lowest 32 bits.</summary>
    public static UInt128 Number(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes[(16 - (BitsOf(address.AddressFamily) / 8))..], out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>The address with a number.</summary>
    /// <param name="number">At most 32 bits of it for IPv4.</param>
    /// <param name="family">IPv4 or IPv6.</param>
    public static IPAddress ToAddress(UInt128 number, AddressFamily family)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new(bytes[(16 - (BitsOf(family) / 8))..]);
    }

    /// <summary>The number of a range's first address.</summary>
    public static UInt128 First(IPNetwork range) => Number(range.BaseAddress);

    /// <summary>The number of a range's last address.</summary>
    public static UInt128 Last(IPNetwork range) => First(range) | HostMask(FamilyOf(range), range.PrefixLength);

    /// <summary>An address of a range, counted from its first.</summary>
    /// <param name="range">The range.</param>
    /// <param name="number">0 is the first; must be less than the range has.</param>
    public static IPAddress Nth(IPNetwork range, UInt128 number) => ToAddress(First(range) + number, FamilyOf(range));

    /// <summary>Whether every address of one range is in another.</summary>
    /// <param name="outer">The wider one.</param>
    /// <param name="inner">The narrower one; a range covers itself.</param>
    public static bool Covers(IPNetwork outer, IPNetwork inner) => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    /// <summary>The two halves of a range, which must hold more than one address.</summary>
    public static IEnumerable<IPNetwork> Halves(IPNetwork range)
    {
        var bits = range.PrefixLength + 1;
        return [new(range.BaseAddress, bits), new(Nth(range, UInt128.One << (BitsOf(FamilyOf(range)) - bits)), bits)];
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

    /// <summary>The ranges without those that others hold, by family, address and length: equal sets give equal lists.</summary>
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

        return [.. kept.OrderBy(FamilyOf).ThenBy(First).ThenBy(range => range.PrefixLength)];
    }

    private static UInt128 HostMask(AddressFamily family, int bits) =>
        BitsOf(family) - bits is var free && free == 128 ? UInt128.MaxValue : (UInt128.One << free) - 1;

    private static AddressFamily Family(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily;
    }
}
