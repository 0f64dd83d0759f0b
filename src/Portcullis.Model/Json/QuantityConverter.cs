using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portcullis.Model.Quantities;

namespace Portcullis.Model.Json;

/// <summary>Reads a quantity from a string or a number, and writes its canonical form. White space around it is read over, as in Go.</summary>
internal sealed class QuantityConverter : JsonConverter<Quantity>
{
    // As in Go, null in a map of quantities is zero.
    public override bool HandleNull => true;

    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!.Trim(),
            JsonTokenType.Number => reader.HasValueSequence ? Encoding.UTF8.GetString(reader.ValueSequence) : Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.Null => "0",
            _ => throw new JsonException("expected a quantity"),
        };
        return Quantity.TryParse(text, out var quantity)
            ? quantity
            : throw new JsonException("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
