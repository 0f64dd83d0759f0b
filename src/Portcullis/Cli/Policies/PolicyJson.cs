using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portcullis.Policy.Network.Lint;

namespace Portcullis.Cli.Policies;

/// <summary>What the <c>policy</c> commands print. Scripts rely on the names.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ExplanationView))]
[JsonSerializable(typeof(LintFinding))]
internal sealed partial class PolicyJson : JsonSerializerContext
{
    /// <summary>As text for people and pipes: nothing is escaped that need not be.</summary>
    public static PolicyJson Plain { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
