using System.Net;
using Portcullis.Model.Addresses;

namespace Portcullis.Configuration;

/// <summary>Address ranges as settings hold them.</summary>
internal static class CidrText
{
    /// <summary>Reads an address, a slash and a prefix length. Bits behind the prefix must be zero: a range with some is most often an address that was meant.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range.</param>
    public static bool TryParse(string text, out IPNetwork range)
    {
        var fine = IPText.TryParseCidr(text, out var address, out var bits);
        range = fine ? AddressRanges.Masked(address, bits) : default;
        return fine && range.BaseAddress.Equals(address);
    }
}
