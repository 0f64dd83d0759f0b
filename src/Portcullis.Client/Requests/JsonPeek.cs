using System.Text.Json;

namespace Portcullis.Client.Requests;

/// <summary>Looks at one field of a JSON object without building anything.</summary>
internal static class JsonPeek
{
    /// <summary>The top-level <c>kind</c>; null when there is none. Servers write it first, so this mostly reads two tokens.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static string? Kind(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("kind"u8);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            reader.Skip();
        }
        return null;
    }
}
