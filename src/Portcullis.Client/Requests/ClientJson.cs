using System.Text.Json.Serialization;
using Portcullis.Client.Configuration;
using Portcullis.Client.Discovery;

namespace Portcullis.Client.Requests;

/// <summary>The JSON of what only the client speaks.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClusterVersion))]
[JsonSerializable(typeof(ServedGroups))]
[JsonSerializable(typeof(ServedResources))]
[JsonSerializable(typeof(ExecCredentialWire))]
internal sealed partial class ClientJson : JsonSerializerContext;
