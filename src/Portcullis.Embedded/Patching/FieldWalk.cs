using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Patching;

/// <summary>Takes an object apart into the fields that can be owned, and puts two objects together.</summary>
internal static class FieldWalk
{
    private static readonly HashSet<string> Unowned = new(StringComparer.Ordinal)
    {
        "apiVersion", "kind", "metadata.name", "metadata.namespace", "metadata.uid", "metadata.resourceVersion", "metadata.generation",
        "metadata.creationTimestamp", "metadata.deletionTimestamp", "metadata.deletionGracePeriodSeconds", "metadata.selfLink",
        "metadata.managedFields", "metadata.generateName",
    };

    /// <summary>Every field that can be owned, with its value; items of keyed lists stand for their presence, with no value.</summary>
    public static Dictionary<FieldAddress, JsonNode?> Fields(JsonObject value)
    {
        var found = new Dictionary<FieldAddress, JsonNode?>();
        Visit(value, FieldAddress.Root, "", found);
        return found;
    }

    /// <summary>The live object with what is applied laid over it.</summary>
    public static JsonObject Merge(JsonObject live, JsonObject applied) => MergeObject((JsonObject)live.DeepClone(), applied, "");

    /// <summary>Takes one field, or one item of a list, out of an object.</summary>
    public static void Remove(JsonObject root, FieldAddress address)
    {
        JsonNode? at = root;
        var path = "";
        var elements = address.Elements;
        for (var i = 0; i < elements.Count; i++)
        {
            var last = i == elements.Count - 1;
            var element = elements[i];
            if (element[0] == 'f')
            {
                var name = element[2..];
                if (at is not JsonObject fields || !fields.TryGetPropertyValue(name, out var next))
                {
                    return;
                }

                if (last)
                {
                    fields.Remove(name);
                    return;
                }

                path = path.Length == 0 ? name : $"{path}.{name}";
                at = next;
            }
            else if (at is not JsonArray items || IndexOf(items, element, path) is not { } index)
            {
                return;
            }
            else if (last)
            {
                items.RemoveAt(index);
            }
            else
            {
                at = items[index];
            }
        }
    }

    private static void Visit(JsonNode? node, FieldAddress address, string path, Dictionary<FieldAddress, JsonNode?> found)
    {
        switch (node)
        {
            case null:
                break;
            case JsonObject fields when fields.Count > 0 && !ApplySchema.IsAtomicObject(path):
                foreach (var (name, field) in fields)
                {
                    var here = path.Length == 0 ? name : $"{path}.{name}";
                    if (!Unowned.Contains(here))
                    {
                        Visit(field, address.Field(name), here, found);
                    }
                }

                break;
            case JsonArray items when items.Count > 0 && ApplySchema.KeysOf(path) is { } keys:
                foreach (var item in items.OfType<JsonObject>())
                {
                    var here = address.Item(item, keys);
                    found[here] = null;
                    Visit(item, here, path, found);
                }

                break;
            case JsonArray items when items.Count > 0 && ApplySchema.IsSet(path):
                foreach (var item in items)
                {
                    found[address.Value(item)] = null;
                }

                break;
            default:
                if (address != FieldAddress.Root)
                {
                    found[address] = node;
                }

                break;
        }
    }

    private static JsonObject MergeObject(JsonObject live, JsonObject applied, string path)
    {
        foreach (var (name, change) in applied)
        {
            var here = path.Length == 0 ? name : $"{path}.{name}";
            live.TryGetPropertyValue(name, out var present);
            live.Remove(name);
            live[name] = (present, change) switch
            {
                (JsonObject old, JsonObject fields) when !ApplySchema.IsAtomicObject(here) => MergeObject(old, fields, here),
                (JsonArray old, JsonArray items) when ApplySchema.KeysOf(here) is { } keys => MergeKeyed(old, items, here, keys),
                (JsonArray old, JsonArray items) when ApplySchema.IsSet(here) => MergeSet(old, items),
                _ => change?.DeepClone(),
            };
        }

        return live;
    }

    private static JsonArray MergeKeyed(JsonArray live, JsonArray applied, string path, IReadOnlyList<string> keys)
    {
        foreach (var item in applied.OfType<JsonObject>())
        {
            var wanted = FieldAddress.Root.Item(item, keys);
            if (IndexOf(live, wanted.Text, path) is { } index)
            {
                var present = (JsonObject)live[index]!.DeepClone();
                live[index] = MergeObject(present, item, path);
            }
            else
            {
                live.Add((JsonNode)item.DeepClone());
            }
        }

        return live;
    }

    private static JsonArray MergeSet(JsonArray live, JsonArray applied)
    {
        foreach (var item in applied.Where(i => !live.Any(l => JsonNode.DeepEquals(l, i))).ToList())
        {
            live.Add(item?.DeepClone());
        }

        return live;
    }

    private static int? IndexOf(JsonArray items, string element, string path)
    {
        var keys = element[0] == 'k' ? ApplySchema.KeysOf(path) ?? [] : [];
        for (var i = 0; i < items.Count; i++)
        {
            var address = element[0] == 'k'
                ? items[i] is JsonObject item ? FieldAddress.Root.Item(item, keys) : default
                : FieldAddress.Root.Value(items[i]);
            if (address.Text == element)
            {
                return i;
            }
        }

        return null;
    }
}
