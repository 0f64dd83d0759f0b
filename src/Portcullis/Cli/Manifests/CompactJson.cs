using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portcullis.Cli.Manifests;

/// <summary>JSON on one line, with every character as itself where that is safe.</summary>
internal static class CompactJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    /// <summary>Writes a value; numbers stay as they are written.</summary>
    /// <param name="json">The value.</param>
    public static string Text(JsonElement json) => Written(json.WriteTo);

    /// <summary>The object with more fields before the others, which it does not have or has without a value.</summary>
    /// <param name="json">The object.</param>
    /// <param name="fields">The fields; those without a value are left out.</param>
    public static JsonElement With(JsonElement json, params (string Name, string? Value)[] fields)
    {
        var given = fields.Where(field => field.Value is not null).ToList();
        using var document = JsonDocument.Parse(Written(writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, value) in given)
            {
                writer.WriteString(name, value);
            }

            foreach (var field in json.EnumerateObject().Where(field => given.TrueForAll(known => known.Name != field.Name)))
            {
                field.WriteTo(writer);
            }

            writer.WriteEndObject();
        }), new JsonDocumentOptions { MaxDepth = 1000 });
        return document.RootElement.Clone();
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
