using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portcullis.Cli.Stacks;

/// <summary>JSON for people and for pipes: indented, nothing escaped that need not be, and what cannot be seen escaped.</summary>
internal static class Indented
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value as indented text.</summary>
    /// <param name="value">The value.</param>
    public static string Text(JsonElement value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            value.WriteTo(writer);
        }

        return TerminalText.OfJson(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
