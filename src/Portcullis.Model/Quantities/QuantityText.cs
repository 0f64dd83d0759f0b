using System.Globalization;
using System.Numerics;

namespace Portcullis.Model.Quantities;

/// <summary>The text of a quantity cut into sign, digits and suffix; neither digits nor suffix are judged yet.</summary>
internal readonly ref struct QuantityText
{
    private QuantityText(bool negative, ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, ReadOnlySpan<char> suffix, bool hasDigits)
    {
        Negative = negative;
        Whole = whole;
        Fraction = fraction;
        Suffix = suffix;
        HasDigits = hasDigits;
    }

    public bool Negative { get; }

    /// <summary>The digits before the point, without leading zeros.</summary>
    public ReadOnlySpan<char> Whole { get; }

    /// <summary>The digits after the point, without trailing zeros.</summary>
    public ReadOnlySpan<char> Fraction { get; }

    public ReadOnlySpan<char> Suffix { get; }

    /// <summary>True when any digit was written, a zero included.</summary>
    public bool HasDigits { get; }

    /// <summary>Digits from the first that is not zero; 0 for zero.</summary>
    public int SignificantDigits => Whole.Length > 0 ? Whole.Length + Fraction.Length : Fraction.TrimStart('0').Length;

    /// <summary>Cuts <paramref name="text"/>: a sign, digits with at most one point, letters, a sign, digits.</summary>
    public static bool TrySplit(ReadOnlySpan<char> text, out QuantityText parts)
    {
        var negative = text is ['-', ..];
        var rest = negative || text is ['+', ..] ? text[1..] : text;
        var whole = TakeDigits(ref rest);
        var fraction = ReadOnlySpan<char>.Empty;
        if (rest is ['.', ..])
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
        }

        var suffix = rest;
        while (rest.Length > 0 && "eEinumkKMGTP".Contains(rest[0], StringComparison.Ordinal))
        {
            rest = rest[1..];
        }

        rest = rest is ['-' or '+', ..] ? rest[1..] : rest;
        TakeDigits(ref rest);
        parts = new(negative, whole.TrimStart('0'), fraction.TrimEnd('0'), suffix, whole.Length + fraction.Length > 0);
        return rest.IsEmpty;
    }

    /// <summary>The digits as one whole number, the point left out. At most 38 digits.</summary>
    public Int128 ToInt128() => (Number(Whole) * PowerOfTen(Fraction.Length)) + Number(Fraction);

    /// <summary>The digits as one whole number, the point left out.</summary>
    public BigInteger ToBigInteger() => BigInteger.Parse(string.Concat("0", Whole, Fraction), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>10^<paramref name="exponent"/>, for 0 to 38.</summary>
    public static Int128 PowerOfTen(int exponent)
    {
        var power = Int128.One;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static Int128 Number(ReadOnlySpan<char> digits)
    {
        var number = Int128.Zero;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> rest)
    {
        var end = 0;
        while (end < rest.Length && char.IsAsciiDigit(rest[end]))
        {
            end++;
        }

        var digits = rest[..end];
        rest = rest[digits.Length..];
        return digits;
    }
}
