using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Addresses;

namespace Portcullis.Embedded.Admission;

/// <summary>A CIDR block of either family, and its addresses counted from the first.</summary>
internal sealed class AddressRange
{
    private readonly UInt128 _first;
    private readonly AddressFamily _family;

    private AddressRange(string text, IPNetwork network)
    {
        Text = text;
        _family = AddressRanges.FamilyOf(network);
        _first = AddressRanges.First(network);
        var free = AddressRanges.BitsOf(_family) - network.PrefixLength;
        Size = free > 62 ? long.MaxValue : 1L << free;
    }

    public string Text { get; }

    public bool IsV6 => _family == AddressFamily.InterNetworkV6;

    /// <summary>As Services and nodes name it: <c>IPv4</c> or <c>IPv6</c>.</summary>
    public string Family => AddressRanges.NameOf(_family);

    /// <summary>How many addresses, the network's and the broadcast address included; at most <see cref="long.MaxValue"/>.</summary>
    public long Size { get; }

    /// <exception cref="FormatException">The text is no CIDR block.</exception>
    public static AddressRange Parse(string cidr) => new(cidr, IPNetwork.Parse(cidr));

    /// <summary>The family of an address; null when it is none.</summary>
    public static string? FamilyOf(string? address) =>
        IPAddress.TryParse(address, out var parsed) ? AddressRanges.NameOf(parsed.AddressFamily) : null;

    /// <summary>The address at an offset from the network's.</summary>
    public string At(long offset) => AddressRanges.ToAddress(_first + (ulong)offset, _family).ToString();

    /// <summary>How far an address is from the network's; null when it is no address of this block, or farther than can be counted.</summary>
    public long? OffsetOf(string text)
    {
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != _family)
        {
            return null;
        }

        var number = AddressRanges.Number(address);
        return number >= _first && number - _first < (UInt128)Size ? (long)(number - _first) : null;
    }

    /// <summary>A part of this block, counted from the first.</summary>
    /// <param name="index">Which.</param>
    /// <param name="bits">The length of its prefix.</param>
    public string Share(int index, int bits) => $"{AddressRanges.ToAddress(_first + ((UInt128)index << (AddressRanges.BitsOf(_family) - bits)), _family)}/{bits}";
}
