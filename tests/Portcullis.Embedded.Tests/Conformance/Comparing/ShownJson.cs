using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portcullis.Embedded.Tests.Conformance.Comparing;

/// <summary>How JSON is written for people.</summary>
internal static class ShownJson
{
    public static JsonSerializerOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
