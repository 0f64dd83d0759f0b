using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portcullis.Cli.Input;

/// <summary>Null items of lists, as a dash with nothing behind it makes them.</summary>
/// <remarks>The API server takes one for an object without fields: <c>ingress: [null]</c> allows all. Lists of texts are left alone; their reader takes null for the empty text.</remarks>
internal static class NullItems
{
    // As deep as manifests are read.
    private const int MaxDepth = 200;

    private static readonly string[] Texts = ["values", "except", "policyTypes", "command", "args", "finalizers", "clusterIPs", "externalIPs", "ipFamilies", "loadBalancerSourceRanges", "hostnames", "nameservers", "searches", "add", "drop"];

    /// <summary>The same object with an empty object for each null item.</summary>
    /// <param name="json">The object.</param>
    public static JsonElement Filled(JsonElement json)
    {
        if (!HasAny(json))
        {
            return json;
        }

        var node = JsonObject.Create(json);
        Fill(node, "");
        using var document = JsonDocument.Parse(node!.ToJsonString(), new JsonDocumentOptions { MaxDepth = MaxDepth });
        return document.RootElement.Clone();
    }

    private static bool HasAny(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Any(field => HasAny(field.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HasAny(item)),
        _ => false,
    };

    private static void Fill(JsonNode? node, string name)
    {
        if (node is JsonObject fields)
        {
            foreach (var (field, value) in fields)
            {
                Fill(value, field);
            }
        }
        else if (node is JsonArray items && !Texts.Contains(name, StringComparer.Ordinal) && !items.Any(item => item is JsonValue))
        {
            for (var i = 0; i < items.Count; i++)
            {
                items[i] ??= new JsonObject();
                Fill(items[i], "");
            }
        }
    }
}
