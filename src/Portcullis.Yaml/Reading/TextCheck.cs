using System.Text;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading;

/// <summary>What is refused before the parser sees it: too long a text, and characters that YAML does not allow.</summary>
internal static class TextCheck
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Whether a text is within the limit; adds a problem when it is not.</summary>
    public static bool Fits(string text, YamlLimits limits, Problems problems)
    {
        // A character takes at least a byte, so that a huge text is not even counted.
        if (text.Length <= limits.MaxBytes && Encoding.UTF8.GetByteCount(text) <= limits.MaxBytes)
        {
            return true;
        }

        problems.Add(new YamlPosition(1, 1), $"the text is longer than {limits.MaxBytes} bytes");
        return false;
    }

    /// <summary>Whether all characters may stand in YAML; adds a problem when one may not.</summary>
    /// <param name="text">The text, every line with its line feed.</param>
    /// <param name="firstLine">Which line of the whole it begins on, from 1.</param>
    /// <param name="problems">Gets the problem.</param>
    public static bool IsClean(string text, int firstLine, Problems problems)
    {
        var bad = FirstBad(text);
        if (bad < 0)
        {
            return true;
        }

        var before = text.AsSpan(0, bad);
        problems.Add(new YamlPosition(firstLine + before.Count('\n'), bad - before.LastIndexOf('\n')), Refusal(text[bad]));
        return false;
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

    private static string Refusal(char character) => character switch
    {
        '\r' => "a carriage return without a line feed ends a line to some readers only: end lines with a line feed",
        _ when IsOldBreak(character) => $"character U+{(int)character:X4} is not allowed: it ends a line to some readers only; write it as an escape, in double quotes",
        _ => $"character U+{(int)character:X4} is not allowed",
    };

    /// <summary>True for what ends a line in YAML 1.1 and to kubectl, but to nobody who looks at the text.</summary>
    private static bool IsOldBreak(char character) => character is '\u0085' or '\u2028' or '\u2029';

    private static int FirstBad(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsPrintable(text[i]) || text[i] == '\r' || IsOldBreak(text[i]))
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
}
