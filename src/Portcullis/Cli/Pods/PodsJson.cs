using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portcullis.Cli.Pods;

/// <summary>What the <c>pod</c> commands print. Scripts rely on the names.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EvaluationView))]
[JsonSerializable(typeof(KernelView))]
[JsonSerializable(typeof(RefusalView))]
internal sealed partial class PodsJson : JsonSerializerContext
{
    /// <summary>As text for people and pipes: nothing is escaped that need not be.</summary>
    public static PodsJson Plain { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
