using System.Text.Json;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Cli.Input;

/// <summary>The objects that kubectl sends of a document: itself, or the items of a list, in its order.</summary>
/// <remarks>
/// Whatever has <c>items</c> that are a list is a list to kubectl. Those of a list in a list come after all others.
/// </remarks>
internal static class SentObjects
{
    /// <summary>Finds them.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The objects that are sound, and what is wrong with the others, with file and line.</returns>
    public static (IReadOnlyList<SentObject> Objects, IReadOnlyList<string> Problems) Of(Document document)
    {
        var objects = new List<SentObject>();
        var problems = new List<string>();
        var queue = new Queue<Place>();
        queue.Enqueue(new Place(document.Json, document.Node, document.Origin, null, null));
        while (queue.TryDequeue(out var at))
        {
            if (at.Json.ValueKind != JsonValueKind.Object)
            {
                problems.Add($"{at.Origin}: expected an object of Kubernetes, found {Shown(at.Json)}{(at.Json.ValueKind == JsonValueKind.Array && at.Origin.Item is null ? ", which kubectl refuses: write a List, or one object after the other" : "")}");
            }
            else if (at.Json.TryGetProperty("items", out var items) && items.ValueKind is JsonValueKind.Array or JsonValueKind.Null)
            {
                AddItems(at, items, queue);
            }
            else if (at.Json.TryGetProperty("items", out items) && Text(at.Json, "kind")?.EndsWith("List", StringComparison.Ordinal) == true)
            {
                problems.Add($"{at.Origin}: items: expected a list, found {Shown(items)}");
            }
            else
            {
                objects.Add(new SentObject(at.Json, at.Origin, Text(at.Json, "apiVersion") ?? at.ApiVersion, Text(at.Json, "kind") ?? at.Kind));
            }
        }

        return (objects, problems);
    }

    /// <summary>A field that is a text; null otherwise.</summary>
    /// <param name="json">The object.</param>
    /// <param name="name">The field.</param>
    public static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void AddItems(Place list, JsonElement items, Queue<Place> queue)
    {
        // The items of a PodList need not say that they are pods.
        var kind = Text(list.Json, "kind") is { } ofList && ofList != "List" && ofList.EndsWith("List", StringComparison.Ordinal) ? ofList[..^"List".Length] : null;
        var nodes = (list.Node as YamlMapping)?.Find("items") as YamlSequence;
        var index = 0;
        foreach (var item in items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default)
        {
            var node = nodes?.Items[index];
            index++;
            var origin = list.Origin with { Item = index, Line = node?.Position.Line ?? list.Origin.Line };
            queue.Enqueue(new Place(item, node, origin, kind is null ? null : Text(list.Json, "apiVersion"), kind));
        }
    }

    private static string Shown(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Null => "nothing",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "a boolean",
    };

    private sealed record Place(JsonElement Json, YamlNode? Node, Origin Origin, string? ApiVersion, string? Kind);
}

/// <summary>An object as kubectl would send it.</summary>
/// <param name="Json">All of it, as written.</param>
/// <param name="Origin">Where it was found.</param>
/// <param name="ApiVersion">Its version of the API, from the list around it where it has none; null for none.</param>
/// <param name="Kind">Its kind, in the same way.</param>
internal sealed record SentObject(JsonElement Json, Origin Origin, string? ApiVersion, string? Kind);
