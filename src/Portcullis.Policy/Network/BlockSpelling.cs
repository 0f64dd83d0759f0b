using Portcullis.Model.Addresses;

namespace Portcullis.Policy.Network;

/// <summary>Spellings of address blocks that the API server takes and that its readers, the network plug-ins, do not read alike.</summary>
public static class BlockSpelling
{
    /// <summary>Whether readers disagree about a block, and how all of them read it.</summary>
    /// <param name="text">The block as written.</param>
    /// <returns>Null for a block that all read alike, and for what is no block.</returns>
    public static UnclearBlock? Doubt(string? text)
    {
        if (text is null || !IPText.TryParseCidr(text, out var address, out var bits))
        {
            return null;
        }

        var network = AddressRanges.Masked(address, bits).BaseAddress;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var reason = HasLeadingZero(text.AsSpan(0, slash)) || text.AsSpan(slash + 1) is ['0', _, ..] ? "it has leading zeros, which some readers take for octal and some refuse"
            : text.Contains(':', StringComparison.Ordinal) && address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork } or { IsIPv4MappedToIPv6: true } ? "it is an IPv4 block within IPv6, which some readers take for IPv4, some for IPv6, and some refuse"
            : !network.Equals(address) ? $"it has bits set behind its first {bits}, which some readers clear and some refuse"
            : null;
        return reason is null ? null : new UnclearBlock(text, reason, $"{network}/{bits}");
    }

    private static bool HasLeadingZero(ReadOnlySpan<char> address)
    {
        var part = address[(address.LastIndexOf(':') + 1)..];
        if (!part.Contains('.'))
        {
            return false;
        }

        foreach (var range in part.Split('.'))
        {
            if (part[range] is ['0', _, ..])
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A block that readers do not read alike.</summary>
/// <param name="Text">As written.</param>
/// <param name="Reason">Why: a sentence about it, without its subject's name.</param>
/// <param name="Canonical">The spelling that all read alike, as the API server reads the other one.</param>
public sealed record UnclearBlock(string Text, string Reason, string Canonical);
