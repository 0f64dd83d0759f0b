using System.Buffers;
using System.Globalization;
using System.Text;
using Portcullis.Yaml.Nodes;
using Portcullis.Yaml.Reading;

namespace Portcullis.Yaml.Writing;

/// <summary>Chooses between plain, single quotes, double quotes and a literal block for a string.</summary>
internal static class ScalarText
{
    private static readonly SearchValues<char> TimeCharacters = SearchValues.Create("0123456789-:.TtZz+_ ");

    private static readonly SearchValues<char> Indicators = SearchValues.Create("?:,[]{}#&*!|>'\"%@`");

    /// <summary>True when a literal block (<c>|</c>) gives the string back exactly and is the nicer form.</summary>
    public static bool IsLiteral(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) || text[0] is ' ' or '\t' or '\n')
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var blankBeforeBreak = text[i] is ' ' or '\t' && (i + 1 == text.Length || text[i + 1] == '\n');
            if (blankBeforeBreak || !(IsSafe(text[i]) || text[i] is '\n' or '\t'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The string on one line, quoted only when it must be.</summary>
    public static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(' ') || !IsAllSafe(text))
        {
            return DoubleQuoted(text);
        }

        if (!ResolvesToString(text))
        {
            return DoubleQuoted(text);
        }

        return IsPlain(text) ? text : "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
    }

    private static bool ResolvesToString(string text) =>
        PlainScalar.Resolve(text) == YamlScalarKind.String && !LooksLikeTimeOrBase60(text);

    // Timestamps, and 12:30 which YAML 1.1 takes for base 60, are quoted for the sake of other readers.
    private static bool LooksLikeTimeOrBase60(string text) =>
        char.IsAsciiDigit(text[0])
        && (text.Contains(':', StringComparison.Ordinal) || text is [_, _, _, _, '-', ..])
        && !text.AsSpan().ContainsAnyExcept(TimeCharacters);

    private static bool IsPlain(string text)
    {
        var first = text[0];
        if (first == ' ' || text[^1] is ' ' or ':' || text is "<<" or "=")
        {
            return false;
        }

        if (Indicators.Contains(first))
        {
            return false;
        }

        var marker = text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal);
        return !marker
            && !(first == '-' && (text.Length == 1 || text[1] == ' '))
            && !text.Contains(": ", StringComparison.Ordinal)
            && !text.Contains(" #", StringComparison.Ordinal);
    }

    private static bool IsAllSafe(string text)
    {
        foreach (var character in text)
        {
            if (!IsSafe(character))
            {
                return false;
            }
        }

        return true;
    }

    // Shown as itself: visible, and no line break or white space to any reader of YAML.
    private static bool IsSafe(char character) => character switch
    {
        < ' ' => false,
        <= '~' => true,
        _ => TextCheck.IsPrintable(character) && !char.IsWhiteSpace(character) && character != '\u0085' && !IsFormat(character),
    };

    private static bool IsFormat(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse;

    private static string DoubleQuoted(string text)
    {
        var output = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '\n' => output.Append("\\n"),
                '\t' => output.Append("\\t"),
                '\r' => output.Append("\\r"),
                _ when IsSafe(character) => output.Append(character),
                _ => output.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture)),
            };
        }

        return output.Append('"').ToString();
    }
}
