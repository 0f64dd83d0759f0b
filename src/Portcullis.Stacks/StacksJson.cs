using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Portcullis.Stacks.Batch;

namespace Portcullis.Stacks;

/// <summary>The JSON that the domain itself writes onto objects.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(BatchDeleteJob))]
internal sealed partial class StacksJson : JsonSerializerContext;
