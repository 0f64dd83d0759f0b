using System.Text.Json.Nodes;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml;

/// <summary>Turns trees into JSON as kubectl does.</summary>
public static class YamlToJson
{
    /// <summary>Converts a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <returns>The JSON; null for a null scalar.</returns>
    public static JsonNode? Convert(YamlNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node switch
        {
            YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, Convert(entry.Value)))),
            YamlSequence sequence => new JsonArray([.. sequence.Items.Select(Convert)]),
            YamlScalar scalar => Scalar(scalar),
            _ => throw new ArgumentException("unknown kind of node", nameof(node)),
        };
    }

    private static JsonValue? Scalar(YamlScalar scalar) => scalar.Kind switch
    {
        YamlScalarKind.Null => null,
        YamlScalarKind.Bool => JsonValue.Create(scalar.TryGetBoolean(out var value) && value),
        YamlScalarKind.Int => Integer(scalar.ToInteger()),
        YamlScalarKind.Float => Real(scalar),
        _ => JsonValue.Create(scalar.Text),
    };

    private static JsonValue Integer(Int128 value) =>
        value <= long.MaxValue ? JsonValue.Create((long)value) : JsonValue.Create((ulong)value);

    private static JsonValue Real(YamlScalar scalar) => scalar.TryGetInt64(out var whole) ? JsonValue.Create(whole) : JsonValue.Create(scalar.ToReal());
}
