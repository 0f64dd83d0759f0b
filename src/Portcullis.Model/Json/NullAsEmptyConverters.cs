using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portcullis.Model.Json;

// Go reads null as the zero value, so a null inside a map or a list of strings is the empty string to the API server:
// {"labels": {"a": null}} is a label with an empty value. .NET would put a null where the type says there is none.

/// <summary>A map of strings.</summary>
internal sealed class StringMapConverter : JsonConverter<IReadOnlyDictionary<string, string>>
{
    public override IReadOnlyDictionary<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonMaps.Read(ref reader, JsonMaps.ReadString);

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, JsonSerializerOptions options) =>
        JsonMaps.Write(writer, value, static (writer, text) => writer.WriteStringValue(text));
}

/// <summary>A map of bytes in base64.</summary>
internal sealed class BytesMapConverter : JsonConverter<IReadOnlyDictionary<string, byte[]>>
{
    public override IReadOnlyDictionary<string, byte[]> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonMaps.Read(ref reader, static (ref reader) => reader.TokenType switch
        {
            JsonTokenType.Null => [],
            JsonTokenType.String when reader.TryGetBytesFromBase64(out var bytes) => bytes,
            _ => throw new JsonException("expected base64"),
        });

    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, byte[]> value, JsonSerializerOptions options) =>
        JsonMaps.Write(writer, value, static (writer, bytes) => writer.WriteBase64StringValue(bytes));
}

/// <summary>A list of strings.</summary>
internal sealed class StringListConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("expected a list of strings");
        }

        List<string> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(JsonMaps.ReadString(ref reader));
        }

        return items;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }
}
