using System.Text.Json;

namespace Portcullis.Model.Json;

/// <summary>Reads and writes JSON objects whose keys are data.</summary>
internal static class JsonMaps
{
    public delegate T ReadValue<T>(ref Utf8JsonReader reader);

    public static IReadOnlyDictionary<string, T> Read<T>(ref Utf8JsonReader reader, ReadValue<T> readValue)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("expected an object");
        }

        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            map[key] = readValue(ref reader);
        }

        return map;
    }

    public static void Write<T>(Utf8JsonWriter writer, IReadOnlyDictionary<string, T> map, Action<Utf8JsonWriter, T> writeValue)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(key);
            writeValue(writer, value);
        }

        writer.WriteEndObject();
    }

    public static string ReadString(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => "",
        JsonTokenType.String => reader.GetString()!,
        _ => throw new JsonException($"expected a string, found {reader.TokenType}"),
    };
}
