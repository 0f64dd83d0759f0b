using System.Numerics;

namespace Portcullis.Model.Quantities;

public readonly partial struct Quantity
{
    /// <summary>Longest text that is read, in characters. Kubernetes has no limit; this one bounds the work.</summary>
    public const int MaxTextLength = 256;

    /// <summary>Most digits an amount may have when written out in nano units. Kubernetes has no limit and can be kept busy for minutes by <c>1e999999999</c>.</summary>
    public const int MaxDigits = 1024;

    /// <summary>Parses a quantity such as <c>100m</c>, <c>1.5Gi</c> or <c>1e3</c>.</summary>
    /// <param name="text">The text; no white space around it.</param>
    /// <param name="quantity">The quantity; zero when this is false.</param>
    /// <returns>False when the text is no quantity, or passes <see cref="MaxTextLength"/> or <see cref="MaxDigits"/>.</returns>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        return text is { Length: > 0 and <= MaxTextLength }
            && QuantityText.TrySplit(text, out var parts)
            && QuantitySuffix.TryParse(parts.Suffix, out var suffix)
            && (parts.HasDigits || AcceptsNoDigits(suffix))
            && TryBuild(parts, suffix, out quantity);
    }

    /// <summary>Parses a quantity.</summary>
    /// <param name="text">The text; no white space around it.</param>
    /// <exception cref="FormatException">The text is no quantity.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var quantity) ? quantity : throw new FormatException($"\"{text}\" is no Kubernetes quantity");

    /// <summary>The canonical form: the largest suffix that needs no fraction. Parsing it gives the same amount.</summary>
    /// <remarks>
    /// Kubernetes keeps the source text of some quantities that are not in that form (<c>1.500</c>, <c>+1</c>) and
    /// prints it back; here they print as <c>1500m</c> and <c>1</c>, as the rule says and as it does after arithmetic.
    /// </remarks>
    public override string ToString() =>
        Sign == 0 ? "0" : _wide is null ? PrintNonZero(_nanos) : PrintNonZero(_wide.Value);

    // Upstream's fast path takes an empty number for 0 and its slow path refuses it. Which suffixes take which
    // follows from its estimate of precision: "m", "Ki" and "." are 0, while "Pi", "Ei" and "e-10" are refused.
    private static bool AcceptsNoDigits(QuantitySuffix suffix) => suffix.Base2Exponent <= 40 && suffix.Base10Exponent >= -9;

    private static bool TryBuild(QuantityText parts, QuantitySuffix suffix, out Quantity quantity)
    {
        quantity = new(Int128.Zero, suffix.Format);
        var digits = parts.SignificantDigits;
        if (digits == 0)
        {
            return true;
        }

        var exponent = suffix.Base10Exponent - parts.Fraction.Length + 9;
        if (digits + exponent > MaxDigits)
        {
            return false;
        }

        var negative = parts.Negative;
        if (TryNarrow(parts, digits, exponent, suffix.Base2Exponent, out var narrow))
        {
            quantity = Capped(narrow, negative, suffix.Format);
            return true;
        }

        var wide = Wide(parts, (int)exponent, suffix.Base2Exponent);
        quantity = suffix.Format == QuantityFormat.BinarySI
            ? Capped((Int128)BigInteger.Min(wide, MaxBinary), negative, suffix.Format)
            : new(negative ? -wide : wide, suffix.Format);
        return true;
    }

    private static Quantity Capped(Int128 nanos, bool negative, QuantityFormat format)
    {
        if (format == QuantityFormat.BinarySI)
        {
            nanos = Int128.Min(nanos, MaxBinary);
            // Below one unit a power of two says nothing.
            format = nanos < NanosPerUnit ? QuantityFormat.DecimalSI : format;
        }

        return new(negative ? -nanos : nanos, format);
    }

    /// <summary>(digits of <paramref name="parts"/>) * 10^<paramref name="exponent"/> * 2^<paramref name="shift"/>, rounded up, when no step can overflow.</summary>
    private static bool TryNarrow(QuantityText parts, int digits, long exponent, int shift, out Int128 nanos)
    {
        // 2^60, the largest power of two, has 19 digits: below this the amount is less than a nano, and rounds up to one.
        nanos = Int128.One;
        if (digits + exponent + 19 <= 0)
        {
            return true;
        }

        // Int128 holds every number of 38 digits; 2^10 has four digits and each further 2^10 adds three or four.
        var size = digits + (shift == 0 ? 0 : (shift / 10 * 3) + 2);
        if (size + Math.Max(exponent, 0) > 38 || exponent < -38)
        {
            return false;
        }

        var number = parts.ToInt128() << shift;
        if (exponent >= 0)
        {
            nanos = number * QuantityText.PowerOfTen((int)exponent);
            return true;
        }

        var (quotient, remainder) = Int128.DivRem(number, QuantityText.PowerOfTen((int)-exponent));
        nanos = remainder == 0 ? quotient : quotient + 1;
        return true;
    }

    /// <summary>As <see cref="TryNarrow"/>, for any size.</summary>
    private static BigInteger Wide(QuantityText parts, int exponent, int shift)
    {
        var number = parts.ToBigInteger() << shift;
        if (exponent >= 0)
        {
            return number * BigInteger.Pow(10, exponent);
        }

        var quotient = BigInteger.DivRem(number, BigInteger.Pow(10, -exponent), out var remainder);
        return remainder.IsZero ? quotient : quotient + 1;
    }
}
