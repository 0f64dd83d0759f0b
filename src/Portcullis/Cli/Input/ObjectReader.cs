using System.Text.Json;
using Portcullis.Model;
using Portcullis.Yaml;

namespace Portcullis.Cli.Input;

/// <summary>Finds the objects in a document: one, the items of a <c>List</c>, or those of a JSON array.</summary>
internal sealed class ObjectReader
{
    // Lists of lists are legal and rare.
    private const int MaxNesting = 8;

    private readonly List<InputObject> _objects = [];
    private readonly List<string> _problems = [];

    private ObjectReader()
    {
    }

    /// <summary>Reads one document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The objects that are sound, and what is wrong with the others, with file and line.</returns>
    public static (IReadOnlyList<InputObject> Objects, IReadOnlyList<string> Problems) Read(Document document)
    {
        var reader = new ObjectReader();
        reader.Add(new Place(document, document.Json, document.Node, document.Origin), new Header(null, null), 0);
        return (reader._objects, reader._problems);
    }

    private void Add(Place at, Header inherited, int nesting)
    {
        if (at.Json.ValueKind == JsonValueKind.Array && nesting < MaxNesting)
        {
            AddItems(at, inherited, nesting);
            return;
        }

        if (at.Json.ValueKind != JsonValueKind.Object)
        {
            _problems.Add($"{at.Origin}: expected an object of Kubernetes, found {Shown(at.Json)}");
            return;
        }

        var header = new Header(Text(at.Json, "apiVersion") ?? inherited.ApiVersion, Text(at.Json, "kind") ?? inherited.Kind);
        if (header is not { ApiVersion: { Length: > 0 } apiVersion, Kind: { Length: > 0 } kind })
        {
            _problems.Add($"{at.Origin}: no object of Kubernetes: it has no {(string.IsNullOrEmpty(header.Kind) ? "kind" : "apiVersion")}");
        }
        else if (kind.EndsWith("List", StringComparison.Ordinal) && at.Json.TryGetProperty("items", out var items) && nesting < MaxNesting)
        {
            var ofItems = kind == "List" ? new Header(null, null) : new Header(apiVersion, kind[..^"List".Length]);
            if (items.ValueKind == JsonValueKind.Array)
            {
                AddItems(at with { Json = items, Node = (at.Node as YamlMapping)?.Find("items") }, ofItems, nesting);
            }
            else if (items.ValueKind != JsonValueKind.Null)
            {
                _problems.Add($"{at.Origin}: items: expected a list, found {Shown(items)}");
            }
        }
        else
        {
            AddObject(at, kind, apiVersion);
        }
    }

    private void AddItems(Place list, Header inherited, int nesting)
    {
        var index = 0;
        foreach (var item in list.Json.EnumerateArray())
        {
            var node = (list.Node as YamlSequence)?.Items[index];
            index++;
            var origin = list.Origin with { Item = index, Line = list.Document.LineOf(node) ?? list.Origin.Line };
            Add(list with { Json = item, Node = node, Origin = origin }, inherited, nesting + 1);
        }
    }

    private void AddObject(Place at, string kind, string apiVersion)
    {
        var expected = KnownKinds.VersionOf(kind, apiVersion);
        if (expected is not null && expected != apiVersion)
        {
            _problems.Add($"{at.Origin}: unknown apiVersion \"{apiVersion}\" of a {kind}; known is {expected}");
            return;
        }

        var metadata = at.Json.TryGetProperty("metadata", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var name = Text(metadata, "name") ?? "";
        var ns = KnownKinds.IsClusterScoped(kind, apiVersion) ? "" : Text(metadata, "namespace") is { Length: > 0 } given ? given : "default";
        _objects.Add(new InputObject(kind, apiVersion, new NamespacedName(ns, name), NullItems.Filled(at.Json), at.Origin));
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Shown(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Null => "nothing",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "a boolean",
    };

    private sealed record Place(Document Document, JsonElement Json, YamlNode? Node, Origin Origin);

    private sealed record Header(string? ApiVersion, string? Kind);
}
