using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Portcullis.Admission.Reading;

/// <summary>The forms that the API server demands of strings, taken at their strictest over versions 1.21 to 1.36.</summary>
internal static class Syntax
{
    private static readonly SearchValues<char> HeaderCharacters = SearchValues.Create("-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>A header's name.</summary>
    public static bool IsHeaderName(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(HeaderCharacters);

    /// <summary>An address in its one usual spelling: no zone, no leading zeros, no IPv4 inside IPv6.</summary>
    public static bool IsAddress(string text)
    {
        if (!IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        return address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString() == text
            : !address.IsIPv4MappedToIPv6 && !text.AsSpan().ContainsAny('%', '[', ']') && !text.Contains('.', StringComparison.Ordinal);
    }

    /// <summary>A relative path that stays below its root.</summary>
    public static bool IsDescendingPath(string text) =>
        !text.StartsWith('/') && !text.Split('/').Contains("..") && !text.StartsWith("..", StringComparison.Ordinal);
}
