using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Patching;

/// <summary>
/// Strategic-merge patch: a merge patch that knows which lists are keyed, with the directives <c>$patch</c>,
/// <c>$deleteFromPrimitiveList</c>, <c>$setElementOrder</c> and <c>$retainKeys</c>.
/// <see href="https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/"/>
/// </summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string DeletePrefix = "$deleteFromPrimitiveList/";
    private const string OrderPrefix = "$setElementOrder/";
    private const string RetainKeys = "$retainKeys";

    /// <summary>The target with the patch merged in.</summary>
    /// <exception cref="PatchException">The patch is malformed.</exception>
    public static JsonNode? Apply(JsonNode target, JsonNode patch) =>
        patch is JsonObject changes ? Merge(target as JsonObject ?? [], changes, "") : throw new PatchException("invalid patch: expected an object");

    private static JsonObject Merge(JsonObject target, JsonObject patch, string path)
    {
        if (DirectiveOf(patch) is { } directive)
        {
            return directive switch
            {
                "replace" => Plain(patch),
                "delete" => [],
                "merge" => MergeFields(target, patch, path),
                _ => throw new PatchException($"unknown patch type: {directive} in map: {GoMap.Print(patch)}", PatchFault.Unforeseen),
            };
        }

        return MergeFields(target, patch, path);
    }

    private static JsonObject MergeFields(JsonObject target, JsonObject patch, string path)
    {
        if (patch[RetainKeys] is JsonArray retained)
        {
            var names = retained.Select(n => n?.GetValue<string>()).ToHashSet();
            foreach (var name in target.Select(p => p.Key).Where(k => !names.Contains(k)).ToList())
            {
                target.Remove(name);
            }
        }

        foreach (var (name, change) in patch)
        {
            if (name.StartsWith(DeletePrefix, StringComparison.Ordinal))
            {
                RemoveValues(target, name[DeletePrefix.Length..], change as JsonArray ?? []);
            }
            else if (!name.StartsWith('$'))
            {
                MergeField(target, name, change, path.Length == 0 ? name : $"{path}.{name}");
            }
        }

        foreach (var (name, order) in patch)
        {
            if (name.StartsWith(OrderPrefix, StringComparison.Ordinal) && order is JsonArray wanted)
            {
                var field = name[OrderPrefix.Length..];
                Reorder(target, field, wanted, ListKeys.PatchKey(path.Length == 0 ? field : $"{path}.{field}"));
            }
        }

        return target;
    }

    private static void MergeField(JsonObject target, string name, JsonNode? change, string path)
    {
        target.TryGetPropertyValue(name, out var present);
        switch (change)
        {
            case null:
                target.Remove(name);
                break;
            case JsonObject fields:
                target.Remove(name);
                var merged = Merge(present as JsonObject ?? [], fields, path);
                if (DirectiveOf(fields) != "delete")
                {
                    target[name] = merged;
                }

                break;
            case JsonArray items when present is JsonArray || items.Any(i => DirectiveOf(i) is not null):
                target.Remove(name);
                target[name] = MergeList(present as JsonArray ?? [], items, path);
                break;
            default:
                target[name] = change.DeepClone();
                break;
        }
    }

    private static JsonArray MergeList(JsonArray target, JsonArray patch, string path)
    {
        if (patch.Any(i => DirectiveOf(i) == "replace"))
        {
            return [.. patch.Where(i => DirectiveOf(i) != "replace").Select(i => i?.DeepClone())];
        }

        if (ListKeys.PatchKey(path) is { } key)
        {
            return MergeByKey(target, patch, path, key);
        }

        if (!ListKeys.IsMergedSet(path))
        {
            return (JsonArray)patch.DeepClone();
        }

        // As with keyed lists: what the patch names comes first, but for what stood before it already.
        var before = target.Select(item => item?.DeepClone()).ToList();
        foreach (var item in patch.Where(i => !target.Any(t => JsonNode.DeepEquals(t, i))).ToList())
        {
            target.Add(item?.DeepClone());
        }

        return InOrder(target, [.. patch.Select(item => target.ToList().FindIndex(t => JsonNode.DeepEquals(t, item))).Distinct()], before, item => item);
    }

    private static JsonArray MergeByKey(JsonArray target, JsonArray patch, string path, string key)
    {
        var before = target.Select(item => item?[key]?.DeepClone()).ToList();
        foreach (var item in patch)
        {
            var change = item as JsonObject ?? throw new PatchException($"invalid patch: {path} is a list of objects");
            var id = change[key] ?? throw new PatchException($"map: {GoMap.Print(change)} does not contain declared merge key: {key}", PatchFault.Unforeseen);
            var index = IndexOf(target, key, id);
            if (DirectiveOf(change) == "delete")
            {
                if (index >= 0)
                {
                    target.RemoveAt(index);
                }
            }
            else if (index >= 0)
            {
                var present = target[index]!.AsObject();
                target[index] = null;
                target[index] = Merge((JsonObject)present.DeepClone(), change, path);
            }
            else
            {
                target.Add((JsonNode)Merge([], change, path));
            }
        }

        return InOrder(target, [.. patch.Select(item => IndexOf(target, key, item![key]!)).Where(i => i >= 0).Distinct()], before, item => item?[key]);
    }

    /// <summary>The order of the API server: what the patch names stands as in the patch, and the rest goes in between by its old place.</summary>
    private static JsonArray InOrder(JsonArray merged, List<int> named, List<JsonNode?> before, Func<JsonNode?, JsonNode?> idOf)
    {
        var patched = new Queue<JsonNode>(named.Select(i => merged[i]!.DeepClone()));
        var others = new Queue<JsonNode>(merged.Where((_, i) => !named.Contains(i)).Select(item => item!.DeepClone()));
        var ordered = new JsonArray();
        while (patched.Count + others.Count > 0)
        {
            var takesOther = patched.Count == 0 || (others.Count > 0 && PlaceOf(others.Peek()) < PlaceOf(patched.Peek()));
            ordered.Add(takesOther ? others.Dequeue() : patched.Dequeue());
        }

        return ordered;

        // An item that is new has no old place, and comes before what has.
        int PlaceOf(JsonNode item) => before.FindIndex(id => JsonNode.DeepEquals(id, idOf(item)));
    }

    private static void Reorder(JsonObject target, string name, JsonArray order, string? key)
    {
        if (target[name] is not JsonArray items)
        {
            return;
        }

        int Rank(JsonNode? item)
        {
            for (var i = 0; i < order.Count; i++)
            {
                var wanted = key is null ? order[i] : (order[i] as JsonObject)?[key];
                if (JsonNode.DeepEquals(wanted, key is null ? item : (item as JsonObject)?[key]))
                {
                    return i;
                }
            }

            return int.MaxValue;
        }

        target[name] = new JsonArray([.. items.OrderBy(Rank).Select(i => i?.DeepClone())]);
    }

    private static void RemoveValues(JsonObject target, string name, JsonArray values)
    {
        if (target[name] is JsonArray items)
        {
            target[name] = new JsonArray([.. items.Where(i => !values.Any(v => JsonNode.DeepEquals(v, i))).Select(i => i?.DeepClone())]);
        }
    }

    private static JsonObject Plain(JsonObject patch)
    {
        var plain = (JsonObject)patch.DeepClone();
        plain.Remove(Directive);
        return plain;
    }

    private static int IndexOf(JsonArray items, string key, JsonNode id)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (JsonNode.DeepEquals((items[i] as JsonObject)?[key], id))
            {
                return i;
            }
        }

        return -1;
    }

    private static string? DirectiveOf(JsonNode? node) =>
        node is JsonObject fields && fields[Directive] is JsonValue value && value.TryGetValue<string>(out var directive) ? directive : null;
}
