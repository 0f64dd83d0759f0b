using System.Text.Json;
using System.Text.Json.Serialization;
using Portcullis.Model.Json;

namespace Portcullis.Model.Wire.Extensions;

/// <summary>An object of a kind that was added to the API, of which no more is known than every object has.</summary>
public sealed record CustomObject : KubernetesObject
{
    /// <summary>What it says, as most kinds have it; null when it has none.</summary>
    public JsonElement? Spec { get; init; }

    /// <summary>Every other field.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }

    /// <summary>What it says: its <c>spec</c>, or what stands in its place beside the metadata.</summary>
    [JsonIgnore]
    public JsonElement? Content => Spec ?? (Others is null ? null : JsonSerializer.SerializeToElement(Others, ModelJson.Default.IDictionaryStringJsonElement));
}
