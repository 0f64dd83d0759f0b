using System.Text;

namespace Portcullis.Yaml;

/// <summary>What is refused before the parser sees it: too long a text, and characters that YAML does not allow.</summary>
internal static class TextCheck
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The text without a byte order mark, or null after adding a problem.</summary>
    public static string? Checked(string text, YamlLimits limits, Problems problems)
    {
        // A character takes at least a byte, so that a huge text is not even counted.
        if (text.Length > limits.MaxBytes || Encoding.UTF8.GetByteCount(text) > limits.MaxBytes)
        {
            problems.Add(new YamlPosition(1, 1), $"the text is longer than {limits.MaxBytes} bytes");
            return null;
        }

        var body = text is [ByteOrderMark, ..] ? text[1..] : text;
        var bad = FirstBad(body);
        if (bad >= 0)
        {
            problems.Add(PositionOf(body, bad), $"character U+{(int)body[bad]:X4} is not allowed");
            return null;
        }

        return body;
    }

    /// <summary>True when surrogates come in pairs.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is var at and >= 0)
        {
            if (!IsPair(text, at))
            {
                return false;
            }

            text = text[(at + 2)..];
        }

        return true;
    }

    /// <summary>True for what may stand in a YAML text as itself; halves of surrogate pairs count as printable.</summary>
    public static bool IsPrintable(char character) => character switch
    {
        < ' ' => character is '\t' or '\n' or '\r',
        <= '~' => true,
        < '\u00A0' => character == '\u0085',
        ByteOrderMark or '\uFFFE' or '\uFFFF' => false,
        _ => true,
    };

    private static int FirstBad(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsPrintable(text[i]))
            {
                return i;
            }

            if (char.IsSurrogate(text[i]) && !IsPair(text, i++))
            {
                return i - 1;
            }
        }

        return -1;
    }

    private static bool IsPair(ReadOnlySpan<char> text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);

    private static YamlPosition PositionOf(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new YamlPosition(before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
