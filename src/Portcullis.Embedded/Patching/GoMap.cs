using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Patching;

/// <summary>JSON as Go prints it with <c>%v</c>: some messages of the API server hold it.</summary>
internal static class GoMap
{
    public static string Print(JsonNode? node) => node switch
    {
        null => "<nil>",
        JsonObject map => $"map[{string.Join(' ', map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}:{Print(p.Value)}"))}]",
        JsonArray list => $"[{string.Join(' ', list.Select(Print))}]",
        _ => node.ToString(),
    };
}
