using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portcullis.Model.Validation;

/// <summary>Addresses and ranges, read as the API server reads them: IPv4 parts may have leading zeros.</summary>
internal static class AddressFormats
{
    public const string BadAddress = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
    public const string BadRange = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

    public static IEnumerable<string> Address(string? text) => TryAddress(text, out _) ? [] : [BadAddress];

    public static IEnumerable<string> Range(string? text) => TryRange(text, out _, out _) ? [] : [BadRange];

    public static bool TryAddress(string? text, out IPAddress address)
    {
        address = IPAddress.None;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        return text.Contains(':', StringComparison.Ordinal) ? TryV6(text, out address) : TryV4(text, out address);
    }

    public static bool TryRange(string? text, out IPAddress address, out int prefix)
    {
        address = IPAddress.None;
        prefix = 0;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash > 0
            && TryAddress(text![..slash], out address)
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix)
            && prefix <= Bits(address);
    }

    /// <summary>True when the inner range lies in the outer one and is smaller; never across address families.</summary>
    public static bool IsStrictSubset(IPAddress inner, int innerPrefix, IPAddress outer, int outerPrefix)
    {
        if (inner.AddressFamily != outer.AddressFamily || innerPrefix <= outerPrefix)
        {
            return false;
        }

        var (a, b) = (inner.GetAddressBytes(), outer.GetAddressBytes());
        return Enumerable.Range(0, outerPrefix).All(bit => Bit(a, bit) == Bit(b, bit));
    }

    private static bool Bit(byte[] bytes, int index) => (bytes[index / 8] >> (7 - (index % 8)) & 1) == 1;

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static bool TryV6(string text, out IPAddress address)
    {
        address = IPAddress.None;
        return text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.')
            && IPAddress.TryParse(text, out address!)
            && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    private static bool TryV4(string text, out IPAddress address)
    {
        address = IPAddress.None;
        var parts = text.Split('.');
        var bytes = new byte[4];
        if (parts.Length != 4)
        {
            return false;
        }

        for (var i = 0; i < 4; i++)
        {
            if (parts[i].Length is 0 or > 3 || !byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return false;
            }
        }

        address = new IPAddress(bytes);
        return true;
    }
}
