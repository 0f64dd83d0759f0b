using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading;

/// <summary>Resolves plain scalars as kubectl does (the go-yaml v2 rules of sigs.k8s.io/yaml).</summary>
/// <remarks>
/// Timestamps are strings there, too, once they are JSON. A leading zero means octal unless a digit is 8 or 9,
/// and then the number is read as a float (<c>08</c> is 8).
/// </remarks>
internal static class PlainScalar
{
    private static readonly FrozenDictionary<string, YamlScalarKind> Words = new Dictionary<string, YamlScalarKind>
    {
        [""] = YamlScalarKind.Null,
        ["~"] = YamlScalarKind.Null,
        ["null"] = YamlScalarKind.Null,
        ["Null"] = YamlScalarKind.Null,
        ["NULL"] = YamlScalarKind.Null,
        ["y"] = YamlScalarKind.Bool,
        ["Y"] = YamlScalarKind.Bool,
        ["yes"] = YamlScalarKind.Bool,
        ["Yes"] = YamlScalarKind.Bool,
        ["YES"] = YamlScalarKind.Bool,
        ["true"] = YamlScalarKind.Bool,
        ["True"] = YamlScalarKind.Bool,
        ["TRUE"] = YamlScalarKind.Bool,
        ["on"] = YamlScalarKind.Bool,
        ["On"] = YamlScalarKind.Bool,
        ["ON"] = YamlScalarKind.Bool,
        ["n"] = YamlScalarKind.Bool,
        ["N"] = YamlScalarKind.Bool,
        ["no"] = YamlScalarKind.Bool,
        ["No"] = YamlScalarKind.Bool,
        ["NO"] = YamlScalarKind.Bool,
        ["false"] = YamlScalarKind.Bool,
        ["False"] = YamlScalarKind.Bool,
        ["FALSE"] = YamlScalarKind.Bool,
        ["off"] = YamlScalarKind.Bool,
        ["Off"] = YamlScalarKind.Bool,
        ["OFF"] = YamlScalarKind.Bool,
        [".nan"] = YamlScalarKind.Float,
        [".NaN"] = YamlScalarKind.Float,
        [".NAN"] = YamlScalarKind.Float,
        [".inf"] = YamlScalarKind.Float,
        [".Inf"] = YamlScalarKind.Float,
        [".INF"] = YamlScalarKind.Float,
        ["+.inf"] = YamlScalarKind.Float,
        ["+.Inf"] = YamlScalarKind.Float,
        ["+.INF"] = YamlScalarKind.Float,
        ["-.inf"] = YamlScalarKind.Float,
        ["-.Inf"] = YamlScalarKind.Float,
        ["-.INF"] = YamlScalarKind.Float,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly SearchValues<char> FirstCharacters = SearchValues.Create("+-.0123456789yYnNtTfFoO~");

    /// <summary>What a plain scalar resolves to.</summary>
    public static YamlScalarKind Resolve(string text)
    {
        if (text.Length > 0 && !FirstCharacters.Contains(text[0]))
        {
            return YamlScalarKind.String;
        }

        if (Words.TryGetValue(text, out var kind))
        {
            return kind;
        }

        if (char.IsAsciiLetter(text[0]) || text[0] == '~')
        {
            return YamlScalarKind.String;
        }

        var plain = WithoutUnderscores(text);
        if (text[0] != '.' && TryInteger(plain, out _))
        {
            return YamlScalarKind.Int;
        }

        return IsFloat(plain) && double.IsFinite(double.Parse(plain, CultureInfo.InvariantCulture)) ? YamlScalarKind.Float : YamlScalarKind.String;
    }

    /// <summary>True for the words that mean true; the text is a boolean.</summary>
    public static bool IsTrue(string text) => text[0] is 'y' or 'Y' or 't' or 'T' || text is "on" or "On" or "ON";

    /// <summary>The value of a scalar of kind Int.</summary>
    public static Int128 Integer(string text) => TryInteger(WithoutUnderscores(text), out var value) ? value : Int128.Zero;

    /// <summary>The value of a scalar of kind Float (or Int).</summary>
    public static double Real(string text)
    {
        var plain = WithoutUnderscores(text);
        return plain.AsSpan().TrimStart("+-") switch
        {
            ".inf" or ".Inf" or ".INF" => plain[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
            ".nan" or ".NaN" or ".NAN" => double.NaN,
            _ => TryInteger(plain, out var whole) ? (double)whole : double.Parse(plain, CultureInfo.InvariantCulture),
        };
    }

    // Of a number that begins with a point, only those between two digits go.
    private static string WithoutUnderscores(string text) =>
        text.Contains('_', StringComparison.Ordinal) && (text[0] != '.' || AreBetweenDigits(text)) ? text.Replace("_", "", StringComparison.Ordinal) : text;

    private static bool AreBetweenDigits(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && !(char.IsAsciiDigit(text[i - 1]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryInteger(ReadOnlySpan<char> text, out Int128 value)
    {
        value = default;
        var negative = text is ['-', ..] or ['0', 'b', '-', ..];
        var digits = text is ['-' or '+', ..] ? text[1..] : text;
        var radix = Radix(ref digits);
        // Of binary numbers alone, the sign may stand behind the prefix.
        digits = text is ['0', 'b', '-' or '+', ..] ? digits[1..] : digits;
        if (digits.IsEmpty)
        {
            return false;
        }

        foreach (var character in digits)
        {
            if (!char.IsAsciiHexDigit(character) || HexValue(character) >= radix)
            {
                return false;
            }

            // Past 64 bits a decimal number is a float there, and any other has no JSON to become.
            value = (value * radix) + HexValue(character);
            if (value > ulong.MaxValue)
            {
                return false;
            }
        }

        value = negative ? -value : value;
        return value >= long.MinValue;
    }

    private static int Radix(ref ReadOnlySpan<char> digits)
    {
        if (digits is not ['0', _, ..])
        {
            return 10;
        }

        var radix = digits[1] switch { 'x' or 'X' => 16, 'o' or 'O' => 8, 'b' or 'B' => 2, _ => 0 };
        digits = radix == 0 ? digits[1..] : digits[2..];
        return radix == 0 ? 8 : radix;
    }

    private static int HexValue(char character) => char.IsAsciiDigit(character) ? character - '0' : (character | 0x20) - 'a' + 10;

    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        var rest = text is ['-' or '+', ..] ? text[1..] : text;
        var whole = SkipDigits(ref rest);
        if (rest is ['.', ..])
        {
            rest = rest[1..];
            var fraction = SkipDigits(ref rest);
            if (whole == 0 && fraction == 0)
            {
                return false;
            }
        }
        else if (whole == 0)
        {
            return false;
        }

        if (rest is ['e' or 'E', ..])
        {
            rest = rest[1..];
            rest = rest is ['-' or '+', ..] ? rest[1..] : rest;
            return SkipDigits(ref rest) > 0 && rest.IsEmpty;
        }

        return rest.IsEmpty;
    }

    private static int SkipDigits(ref ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        count = count < 0 ? text.Length : count;
        text = text[count..];
        return count;
    }
}
