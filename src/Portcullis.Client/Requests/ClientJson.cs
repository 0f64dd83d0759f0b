using System.Text.Json.Serialization;

namespace Portcullis.Client;

/// <summary>The JSON of what only the client speaks.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClusterVersion))]
[JsonSerializable(typeof(ServedGroups))]
[JsonSerializable(typeof(ServedResources))]
[JsonSerializable(typeof(ExecCredentialWire))]
internal sealed partial class ClientJson : JsonSerializerContext;
