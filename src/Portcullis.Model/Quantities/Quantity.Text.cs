using System.Globalization;

namespace Portcullis.Model;

public readonly partial struct Quantity
{
    /// <summary>Parses a quantity such as <c>100m</c>, <c>1.5Gi</c> or <c>1e3</c>.</summary>
    /// <param name="text">The text; no white space around it.</param>
    /// <param name="quantity">The quantity.</param>
    /// <returns>False when the text is no quantity.</returns>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        return false;
    }

    /// <summary>Parses a quantity.</summary>
    /// <param name="text">The text; no white space around it.</param>
    /// <exception cref="FormatException">The text is no quantity.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var quantity) ? quantity : throw new FormatException($"\"{text}\" is no Kubernetes quantity");

    /// <summary>The canonical form.</summary>
    public override string ToString() => _nanos.ToString(CultureInfo.InvariantCulture);
}
