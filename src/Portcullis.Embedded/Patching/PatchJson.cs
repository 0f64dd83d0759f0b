using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Portcullis.Embedded.Patching;

/// <summary>Writes JSON trees without reflection.</summary>
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonArray))]
internal sealed partial class PatchJson : JsonSerializerContext;
