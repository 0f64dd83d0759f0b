using System.Net;
using Portcullis.Model.Names;

namespace Portcullis.Configuration;

/// <summary>Address ranges as settings hold them.</summary>
internal static class CidrText
{
    /// <summary>Reads an address, a slash and a prefix length. Bits behind the prefix must be zero: a range with some is most often an address that was meant.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range.</param>
    public static bool TryParse(string text, out IPNetwork range)
    {
        range = default;
        if (!IPText.TryParseCidr(text, out var address, out var prefix))
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
