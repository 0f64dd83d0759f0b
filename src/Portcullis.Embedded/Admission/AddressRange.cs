using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Portcullis.Embedded.Admission;

/// <summary>A CIDR block of either family, and its addresses counted from the first.</summary>
internal sealed class AddressRange
{
    private readonly UInt128 _first;

    private AddressRange(string text, IPNetwork network)
    {
        Text = text;
        IsV6 = network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;
        _first = ToNumber(network.BaseAddress);
        var free = (IsV6 ? 128 : 32) - network.PrefixLength;
        Size = free > 62 ? long.MaxValue : 1L << free;
    }

    public string Text { get; }

    public bool IsV6 { get; }

    /// <summary>As Services and nodes name it: <c>IPv4</c> or <c>IPv6</c>.</summary>
    public string Family => IsV6 ? "IPv6" : "IPv4";

    /// <summary>How many addresses, the network's and the broadcast address included; at most <see cref="long.MaxValue"/>.</summary>
    public long Size { get; }

    /// <exception cref="FormatException">The text is no CIDR block.</exception>
    public static AddressRange Parse(string cidr) => new(cidr, IPNetwork.Parse(cidr));

    /// <summary>The family of an address; null when it is none.</summary>
    public static string? FamilyOf(string? address) =>
        IPAddress.TryParse(address, out var parsed) ? parsed.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4" : null;

    /// <summary>The address at an offset from the network's.</summary>
    public string At(long offset) => ToText(_first + (ulong)offset);

    /// <summary>How far an address is from the network's; null when it is no address of this block, or farther than can be counted.</summary>
    public long? OffsetOf(string text)
    {
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily == AddressFamily.InterNetworkV6 != IsV6)
        {
            return null;
        }

        var number = ToNumber(address);
        return number >= _first && number - _first < (UInt128)Size ? (long)(number - _first) : null;
    }

    /// <summary>A part of this block, counted from the first.</summary>
    /// <param name="index">Which.</param>
    /// <param name="bits">The length of its prefix.</param>
    public string Share(int index, int bits) => $"{ToText(_first + ((UInt128)index << ((IsV6 ? 128 : 32) - bits)))}/{bits}";

    private string ToText(UInt128 number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(IsV6 ? bytes : bytes[12..]).ToString();
    }

    private static UInt128 ToNumber(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes[(address.AddressFamily == AddressFamily.InterNetworkV6 ? 0 : 12)..], out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
