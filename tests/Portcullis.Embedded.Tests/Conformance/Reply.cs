using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>What a server answered.</summary>
/// <param name="Code">The HTTP status code.</param>
/// <param name="Headers">The headers that are compared.</param>
/// <param name="Body">The JSON; the events of a watch as an array; any other text as a string.</param>
internal sealed record Reply(int Code, IReadOnlyDictionary<string, string> Headers, JsonNode? Body)
{
    /// <summary>The text of a field by its path, such as <c>metadata.uid</c>; null when it is not there.</summary>
    public string? Field(string path)
    {
        var at = Body;
        foreach (var part in path.Split('.'))
        {
            at = at switch
            {
                JsonObject map => map[part],
                JsonArray list when int.TryParse(part, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
                _ => null,
            };
        }

        return at?.ToString();
    }

    /// <summary>The same with the items of a list, or the events of a watch, sorted by the names of the objects.</summary>
    public Reply Sorted()
    {
        var body = Body?.DeepClone();
        if (body is JsonObject { } list && list["items"] is JsonArray items)
        {
            list["items"] = Sorted(items, item => item?["metadata"]);
            return this with { Body = body };
        }

        return this with { Body = body is JsonArray events ? Sorted(events, happened => happened?["object"]?["metadata"]) : body };
    }

    private static JsonArray Sorted(JsonArray list, Func<JsonNode?, JsonNode?> metadata) =>
        [.. list.OrderBy(item => metadata(item)?["name"]?.ToString(), StringComparer.Ordinal).Select(item => item?.DeepClone())];

    /// <summary>All of it as one JSON document, to compare or to show.</summary>
    public JsonObject ToJson() => new()
    {
        ["code"] = Code,
        ["headers"] = new JsonObject(Headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))),
        ["body"] = Body?.DeepClone(),
    };

    /// <summary>Text as JSON where it is JSON, else as a string.</summary>
    public static JsonNode? Read(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
