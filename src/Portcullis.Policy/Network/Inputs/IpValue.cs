using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Names;

namespace Portcullis.Policy.Network.Inputs;

/// <summary>An address as a number. Families never compare equal.</summary>
internal readonly record struct IpValue(IpFamily Family, UInt128 Bits)
{
    public static IpValue Of(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out var length);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? new(IpFamily.V4, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new(IpFamily.V6, BinaryPrimitives.ReadUInt128BigEndian(bytes[..length]));
    }

    public static bool TryParse(string? text, out IpValue value)
    {
        var fine = IPText.TryParseAddress(text, out var address);
        value = fine ? Of(address) : default;
        return fine;
    }

    public IPAddress ToAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Bits);
        return new IPAddress(Family == IpFamily.V4 ? bytes[12..] : bytes);
    }

    public override string ToString() => ToAddress().ToString();
}
