using System.Globalization;
using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Patching;

/// <summary>JSON patch. <see href="https://www.rfc-editor.org/rfc/rfc6902"/></summary>
internal static class JsonPatch
{
    /// <summary>More operations than this are refused, as the API server does.</summary>
    private const int MaxOperations = 10_000;

    /// <exception cref="PatchException">The patch is malformed, or does not fit.</exception>
    public static JsonNode? Apply(JsonNode? target, JsonNode patch)
    {
        if (patch is not JsonArray operations)
        {
            throw new PatchException("error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");
        }

        if (operations.Count > MaxOperations)
        {
            throw new PatchException($"The allowed maximum operations in a JSON patch is {MaxOperations}, got {operations.Count}");
        }

        var root = new JsonObject { [""] = target?.DeepClone() };
        foreach (var operation in operations)
        {
            Operate(root, operation as JsonObject ?? throw new PatchException("an operation is no object"));
        }

        return root[""]?.DeepClone();
    }

    private static void Operate(JsonObject root, JsonObject operation)
    {
        var path = Text(operation, "path");
        var op = Text(operation, "op");
        switch (op)
        {
            case "add":
                Add(root, path, Value(operation));
                break;
            case "remove":
                Remove(root, path, op);
                break;
            case "replace":
                Replace(root, path, Value(operation));
                break;
            case "move":
                var from = Text(operation, "from");
                var moved = Find(root, from, op)?.DeepClone();
                Remove(root, from, op);
                Add(root, path, moved);
                break;
            case "copy":
                Add(root, path, Find(root, Text(operation, "from"), op)?.DeepClone());
                break;
            case "test":
                if (!JsonNode.DeepEquals(Find(root, path, op), Value(operation)))
                {
                    throw new PatchException($"testing value {path} failed", PatchFault.DoesNotFit);
                }

                break;
            default:
                throw new PatchException($"Unexpected kind: {op}", PatchFault.DoesNotFit);
        }
    }

    private static void Add(JsonObject root, string path, JsonNode? value)
    {
        var (parent, last) = Parent(root, path, "add");
        switch (parent)
        {
            case JsonObject fields:
                fields[last] = value;
                break;
            case JsonArray items:
                items.Insert(last == "-" ? items.Count : Index(last, items.Count + 1, path), value);
                break;
            default:
                throw Missing("add", path);
        }
    }

    private static void Replace(JsonObject root, string path, JsonNode? value)
    {
        var (parent, last) = Parent(root, path, "replace");
        switch (parent)
        {
            case JsonObject fields when fields.ContainsKey(last):
                fields[last] = value;
                break;
            case JsonArray items:
                items[Index(last, items.Count, path)] = value;
                break;
            default:
                throw Missing("replace", path);
        }
    }

    private static void Remove(JsonObject root, string path, string op)
    {
        var (parent, last) = Parent(root, path, op);
        switch (parent)
        {
            case JsonObject fields when fields.Remove(last):
                break;
            case JsonArray items:
                items.RemoveAt(Index(last, items.Count, path));
                break;
            default:
                throw Missing(op, path);
        }
    }

    private static JsonNode? Find(JsonObject root, string path, string op)
    {
        var (parent, last) = Parent(root, path, op);
        return parent switch
        {
            JsonObject fields when fields.TryGetPropertyValue(last, out var value) => value,
            JsonArray items => items[Index(last, items.Count, path)],
            _ => throw Missing(op, path),
        };
    }

    private static (JsonNode? Parent, string Last) Parent(JsonObject root, string path, string op)
    {
        if (path.Length > 0 && path[0] != '/')
        {
            throw Missing(op, path);
        }

        var parts = path.Split('/').Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        JsonNode? parent = root;
        for (var i = 0; i < parts.Length - 1; i++)
        {
            parent = parent switch
            {
                JsonObject fields when fields.TryGetPropertyValue(parts[i], out var value) => value,
                JsonArray items => items[Index(parts[i], items.Count, path)],
                _ => throw Missing(op, path),
            };
        }

        return (parent, parts[^1]);
    }

    private static int Index(string text, int count, string path) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) && index < count && index >= -count
            ? index < 0 ? count + index : index
            : throw new PatchException($"Unable to access invalid index: {path}", PatchFault.DoesNotFit);

    private static string Text(JsonObject operation, string name) =>
        operation.TryGetPropertyValue(name, out var value) && value is JsonValue text && text.TryGetValue<string>(out var found)
            ? found
            : throw new PatchException($"an operation has no \"{name}\"");

    private static JsonNode? Value(JsonObject operation) =>
        operation.TryGetPropertyValue("value", out var value) ? value?.DeepClone() : throw new PatchException("an operation has no \"value\"");

    private static PatchException Missing(string op, string path) =>
        new($"{op} operation does not apply: doc is missing path: {path}: missing value", PatchFault.DoesNotFit);
}
