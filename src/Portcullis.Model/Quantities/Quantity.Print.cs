using System.Globalization;
using System.Numerics;

namespace Portcullis.Model.Quantities;

public readonly partial struct Quantity
{
    private const int ExponentOfNano = -9;
    private const int LargestPowerOf1024 = 6;

    private string PrintNonZero<T>(T nanos)
        where T : IBinaryInteger<T>
    {
        var (units, fraction) = T.DivRem(nanos, T.CreateChecked(NanosPerUnit));
        // Below 1024 the binary form would be bare, and with a fraction it would lose precision.
        if (_format == QuantityFormat.BinarySI && T.IsZero(fraction) && T.Abs(units) >= T.CreateChecked(1024))
        {
            var power = TakeFactors(ref units, 1024, LargestPowerOf1024);
            return Join(units, QuantitySuffix.OfPowerOf1024(power));
        }

        var thousands = TakeFactors(ref nanos, 1000, int.MaxValue);
        return Join(nanos, DecimalSuffix(thousands));
    }

    // There is no decimal suffix above E: beyond it the exponent is written out, whatever the format.
    private string DecimalSuffix(int thousands)
    {
        var exponent = ExponentOfNano + (3 * thousands);
        var letter = _format == QuantityFormat.DecimalExponent ? null : QuantitySuffix.OfPowerOfTen(exponent);
        return letter ?? (exponent == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"e{exponent}"));
    }

    private static string Join<T>(T number, string suffix)
        where T : INumber<T> => string.Create(CultureInfo.InvariantCulture, $"{number}{suffix}");

    /// <summary>Divides <paramref name="number"/>, which is not zero, by <paramref name="factor"/> as often as it goes, at most <paramref name="limit"/> times.</summary>
    private static int TakeFactors<T>(ref T number, int factor, int limit)
        where T : INumber<T>
    {
        var divisor = T.CreateChecked(factor);
        var times = 0;
        while (times < limit && number % divisor == T.Zero)
        {
            number /= divisor;
            times++;
        }

        return times;
    }
}
