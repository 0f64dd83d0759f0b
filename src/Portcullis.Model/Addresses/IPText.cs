using System.Buffers.Binary;
using System.Net;

namespace Portcullis.Model.Addresses;

/// <summary>IP addresses and address blocks in text, as the API server reads them.</summary>
/// <remarks>
/// .NET's own parser is wider (<c>1</c>, <c>0x7f.1</c>, octal parts, zones, brackets); the API server's is narrower,
/// but takes leading zeros, and as decimal: <c>010.0.0.1</c> is 10.0.0.1. What a rule is read as must be what the
/// cluster reads it as.
/// </remarks>
public static class IPText
{
    /// <summary>Reads an address. One of the form <c>::ffff:a.b.c.d</c> is IPv4.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="address">The address; <see cref="IPAddress.None"/> when this is false.</param>
    public static bool TryParseAddress(string? text, out IPAddress address)
    {
        address = IPAddress.None;
        // The first of the two characters decides the family.
        if (text is null || text.AsSpan().IndexOfAny('.', ':') is not (>= 0 and var at)
            || !(text[at] == '.' ? TryParseV4(text, out var parsed) : TryParseV6(text, out parsed)))
        {
            return false;
        }

        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }

    /// <summary>Reads an address block. Bits beyond the prefix are kept, as they are in the text.</summary>
    /// <param name="text">The text to read: an address, a slash and a number of bits.</param>
    /// <param name="address">The address before the slash.</param>
    /// <param name="prefixLength">The number of bits: 0 to 32 or to 128.</param>
    public static bool TryParseCidr(string? text, out IPAddress address, out int prefixLength)
    {
        address = IPAddress.None;
        prefixLength = 0;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0 || !TryParseBits(text.AsSpan(slash + 1), out var bits))
        {
            return false;
        }

        var host = text.AsSpan(0, slash);
        var isV4 = TryParseV4(host, out var parsed);
        if (!isV4 && !TryParseV6(host, out parsed) || bits > (isV4 ? 32 : 128))
        {
            return false;
        }

        // As in Go, a block within ::ffff:0:0/96 is the IPv4 block it maps.
        (address, prefixLength) = !isV4 && parsed.IsIPv4MappedToIPv6 && bits >= 96 ? (parsed.MapToIPv4(), bits - 96) : (parsed, bits);
        return true;
    }

    private static bool TryParseBits(ReadOnlySpan<char> text, out int bits) => TryTakeNumber(ref text, 10, 128, out bits) && text.IsEmpty;

    private static bool TryParseV4(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0 && !TryTake(ref text, '.') || !TryTakeNumber(ref text, 10, 255, out var part))
            {
                return false;
            }

            bytes[i] = (byte)part;
        }

        if (!text.IsEmpty)
        {
            return false;
        }

        address = new IPAddress(bytes);
        return true;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        Span<byte> bytes = stackalloc byte[16];
        var gap = -1;
        var length = 0;
        if (text.StartsWith("::"))
        {
            gap = 0;
            text = text[2..];
        }

        while (!text.IsEmpty && length < 16)
        {
            var rest = text;
            if (!TryTakeNumber(ref rest, 16, 0xFFFF, out var group))
            {
                return false;
            }

            if (rest is ['.', ..])
            {
                // An IPv4 tail fills the last four bytes; without a gap it can stand nowhere else.
                if (gap < 0 && length != 12 || length > 12 || !TryParseV4(text, out var tail))
                {
                    return false;
                }

                tail.TryWriteBytes(bytes[length..], out _);
                length += 4;
                text = [];
                break;
            }

            BinaryPrimitives.WriteUInt16BigEndian(bytes[length..], (ushort)group);
            length += 2;
            text = rest;
            if (text.IsEmpty)
            {
                break;
            }

            if (!TryTake(ref text, ':') || text.IsEmpty)
            {
                return false;
            }

            if (TryTake(ref text, ':'))
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = length;
            }
        }

        // A gap stands for at least one group; without one all eight must be there.
        if (!text.IsEmpty || gap >= 0 == (length == 16))
        {
            return false;
        }

        if (gap >= 0)
        {
            var tailLength = length - gap;
            bytes.Slice(gap, tailLength).CopyTo(bytes[^tailLength..]);
            bytes[gap..^tailLength].Clear();
        }

        address = new IPAddress(bytes);
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<char> text, char expected)
    {
        if (text.IsEmpty || text[0] != expected)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<char> text, int radix, int max, out int number)
    {
        number = 0;
        var taken = 0;
        while (taken < text.Length && char.IsAsciiHexDigit(text[taken]) && (radix == 16 || char.IsAsciiDigit(text[taken])))
        {
            number = (number * radix) + HexValue(text[taken]);
            if (number > max)
            {
                return false;
            }

            taken++;
        }

        text = text[taken..];
        return taken > 0;
    }

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
