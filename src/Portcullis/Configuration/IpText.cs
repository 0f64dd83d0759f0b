using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portcullis.Configuration;

/// <summary>IP addresses and ranges as Kubernetes writes them; .NET alone would take <c>1.2</c> and <c>0x7f000001</c> as well.</summary>
internal static class IpText
{
    /// <summary>Reads an address of either family, without brackets or a zone.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address) =>
        text.Contains(':', StringComparison.Ordinal)
            ? IPAddress.TryParse(text, out address) && text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.')
            : TryParseV4(text, out address);

    /// <summary>Reads four decimal numbers with dots between.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    public static bool TryParseV4(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        var parts = text.Split('.');
        return parts.Length == 4
            && parts.All(part => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0'))
            && IPAddress.TryParse(text, out address);
    }

    /// <summary>Reads an address, a slash and a prefix length; bits behind the prefix must be zero.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range.</param>
    public static bool TryParseCidr(string text, out IPNetwork range)
    {
        range = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !TryParse(text[..slash], out var address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)
            || prefix > (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))
        {
            return false;
        }

        range = new IPNetwork(Masked(address, prefix), prefix);
        return range.BaseAddress.Equals(address);
    }

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
