using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Portcullis.Embedded.Admission;

/// <summary>An IPv4 CIDR block and its addresses as numbers.</summary>
internal sealed class Ipv4Range
{
    private Ipv4Range(string text, uint network, int bits)
    {
        Text = text;
        Network = network;
        Size = 1L << (32 - bits);
    }

    public string Text { get; }

    public uint Network { get; }

    /// <summary>How many addresses, the network's and the broadcast address included.</summary>
    public long Size { get; }

    /// <exception cref="FormatException">The text is no IPv4 CIDR block.</exception>
    public static Ipv4Range Parse(string cidr)
    {
        var network = IPNetwork.Parse(cidr);
        return network.BaseAddress.AddressFamily == AddressFamily.InterNetwork
            ? new(cidr, ToNumber(network.BaseAddress), network.PrefixLength)
            : throw new FormatException($"\"{cidr}\" is no IPv4 range");
    }

    /// <summary>The address at an offset from the network's.</summary>
    public string At(long offset) => ToText(Network + (uint)offset);

    public static string ToText(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes).ToString();
    }

    public static uint ToNumber(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
