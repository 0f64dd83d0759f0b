using System.Globalization;
using Portcullis.Model.Quantities;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Admission.Reading;

/// <summary>Reads quantities from scalars.</summary>
internal static class QuantityReader
{
    /// <summary>Reads a quantity as the API server would after kubectl: whole numbers by value (<c>0x10</c> is 16), the rest as text.</summary>
    public static bool TryRead(YamlNode node, out Quantity quantity)
    {
        quantity = default;
        return node is YamlScalar { Kind: not (YamlScalarKind.Bool or YamlScalarKind.Null) } scalar
            && Quantity.TryParse(TextOf(scalar), out quantity);
    }

    private static string TextOf(YamlScalar scalar) =>
        scalar.Kind == YamlScalarKind.Int && scalar.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : scalar.Text.Trim();
}
