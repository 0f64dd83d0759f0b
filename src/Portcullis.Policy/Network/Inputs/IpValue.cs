using System.Net;
using System.Net.Sockets;
using Portcullis.Model.Addresses;

namespace Portcullis.Policy.Network.Inputs;

/// <summary>An address as a number. Families never compare equal.</summary>
internal readonly record struct IpValue(IpFamily Family, UInt128 Bits)
{
    public static IpValue Of(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return new(FamilyOf(plain), AddressRanges.Number(plain));
    }

    public static IpFamily FamilyOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? IpFamily.V4 : IpFamily.V6;

    public static bool TryParse(string? text, out IpValue value)
    {
        var fine = IPText.TryParseAddress(text, out var address);
        value = fine ? Of(address) : default;
        return fine;
    }

    public IPAddress ToAddress() => AddressRanges.ToAddress(Bits, Family == IpFamily.V4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6);

    public override string ToString() => ToAddress().ToString();
}
