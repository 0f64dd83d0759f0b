using System.Globalization;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading;

/// <summary>What becomes of the keys of mappings: text, as in JSON; but kubectl resolves them first.</summary>
internal static class MappingKey
{
    /// <summary>The text that a key becomes: <c>no</c> is <c>false</c>, <c>010</c> is <c>8</c>.</summary>
    /// <param name="scalar">The key.</param>
    /// <returns>Null where kubectl has no text for it, or one that nobody would guess.</returns>
    public static string? TextOf(YamlScalar scalar) => scalar.Kind switch
    {
        YamlScalarKind.String => scalar.Text,
        YamlScalarKind.Bool => scalar.TryGetBoolean(out var value) && value ? "true" : "false",
        YamlScalarKind.Int => scalar.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : null,
        YamlScalarKind.Float => OfReal(scalar.ToReal()),
        _ => null,
    };

    // Kubectl writes them with the precision of 32 bits, and with an exponent where they are large or small.
    private static string? OfReal(double value) => Math.Abs((float)value) is 0 or (>= 1e-4f and < 1e6f)
        ? ((float)value).ToString("R", CultureInfo.InvariantCulture)
        : null;
}
