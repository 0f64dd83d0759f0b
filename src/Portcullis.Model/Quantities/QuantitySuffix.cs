using System.Globalization;

namespace Portcullis.Model.Quantities;

/// <summary>What the suffix of a quantity multiplies by: 10^<c>Base10Exponent</c> * 2^<c>Base2Exponent</c>.</summary>
internal readonly record struct QuantitySuffix(long Base10Exponent, int Base2Exponent, QuantityFormat Format)
{
    /// <summary>Reads a suffix; the empty one is 10^0.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out QuantitySuffix suffix)
    {
        suffix = text switch
        {
            "" => Decimal(0),
            "n" => Decimal(-9),
            "u" => Decimal(-6),
            "m" => Decimal(-3),
            "k" => Decimal(3),
            "M" => Decimal(6),
            "G" => Decimal(9),
            "T" => Decimal(12),
            "P" => Decimal(15),
            "E" => Decimal(18),
            "Ki" => Binary(10),
            "Mi" => Binary(20),
            "Gi" => Binary(30),
            "Ti" => Binary(40),
            "Pi" => Binary(50),
            "Ei" => Binary(60),
            _ => default,
        };
        return suffix != default || text.IsEmpty || TryParseExponent(text, out suffix);
    }

    /// <summary>The decimal suffix of 10^<paramref name="exponent"/>; null when there is none.</summary>
    public static string? OfPowerOfTen(int exponent) => exponent switch
    {
        -9 => "n",
        -6 => "u",
        -3 => "m",
        0 => "",
        3 => "k",
        6 => "M",
        9 => "G",
        12 => "T",
        15 => "P",
        18 => "E",
        _ => null,
    };

    /// <summary>The binary suffix of 1024^<paramref name="power"/>, for 0 to 6.</summary>
    public static string OfPowerOf1024(int power) => power switch
    {
        0 => "",
        1 => "Ki",
        2 => "Mi",
        3 => "Gi",
        4 => "Ti",
        5 => "Pi",
        6 => "Ei",
        _ => throw new ArgumentOutOfRangeException(nameof(power), power, "there is no suffix above Ei"),
    };

    // The range keeps later arithmetic far from overflow; what lies beyond it is no amount of anything.
    private static bool TryParseExponent(ReadOnlySpan<char> text, out QuantitySuffix suffix)
    {
        suffix = default;
        if (text[0] is not ('e' or 'E')
            || !long.TryParse(text[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            || exponent is < int.MinValue or > int.MaxValue)
        {
            return false;
        }

        suffix = new(exponent, 0, QuantityFormat.DecimalExponent);
        return true;
    }

    private static QuantitySuffix Decimal(int exponent) => new(exponent, 0, QuantityFormat.DecimalSI);

    private static QuantitySuffix Binary(int exponent) => new(0, exponent, QuantityFormat.BinarySI);
}
