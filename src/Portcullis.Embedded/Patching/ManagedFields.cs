using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;
using Portcullis.Model.Json;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Patching;

/// <summary>Who owns which field, kept in <c>metadata.managedFields</c>.</summary>
/// <remarks>
/// Ownership is recorded from the first server-side apply of an object on. What was there before belongs to whoever
/// created the object. Real servers record every writer from the start; for objects that nobody applies the difference
/// cannot be observed but in <c>managedFields</c> itself, and it keeps their JSON half as long.
/// </remarks>
internal static class ManagedFields
{
    /// <summary>The manager of what was there before anyone's name was known, as the API server calls it.</summary>
    private const string BeforeFirstApply = "before-first-apply";

    /// <summary>The entries of an object, or what they would be had they been recorded from the start.</summary>
    public static List<ManagerEntry> Read(StoredObject item, ResourceType type)
    {
        if (item.Value.Metadata.ManagedFields is { ValueKind: JsonValueKind.Array } recorded && recorded.GetArrayLength() > 0)
        {
            return [.. recorded.EnumerateArray().Select(e => ManagerEntry.Parse(JsonObject.Create(e))).OfType<ManagerEntry>()];
        }

        var manager = item.Manager.Length > 0 ? item.Manager : BeforeFirstApply;
        var all = FieldWalk.Fields(JsonNode.Parse(item.Json)!.AsObject()).Keys.Where(a => !a.Text.StartsWith("f:status", StringComparison.Ordinal));
        return [new(manager, Applies: false, "", type.ApiVersion, item.Value.Metadata.CreationTimestamp, all.ToHashSet())];
    }

    /// <summary>The entries as metadata carries them, in the API server's order; null when there are none.</summary>
    public static JsonElement? Write(IEnumerable<ManagerEntry> entries)
    {
        var ordered = entries.Where(e => e.Fields.Count > 0)
            .OrderByDescending(e => e.Applies)
            .ThenBy(e => e.Time ?? DateTimeOffset.MinValue)
            .ThenBy(e => e.Manager, StringComparer.Ordinal);
        var array = new JsonArray([.. ordered.Select(e => (JsonNode)e.ToJson())]);
        return array.Count == 0
            ? null
            : JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(array, PatchJson.Default.JsonArray), ModelJson.Default.JsonElement);
    }

    /// <summary>Moves ownership of what a write other than an apply has changed to the writer.</summary>
    public static KubernetesObject Track(ResourceDefinition definition, StoredObject current, KubernetesObject next, WriteOptions options, DateTimeOffset now)
    {
        if (options.Applied)
        {
            return next;
        }

        var recorded = current.Value.Metadata.ManagedFields;
        if (recorded is null || IsReset(next.Metadata.ManagedFields))
        {
            return next.Metadata.ManagedFields is null ? next : next with { Metadata = next.Metadata with { ManagedFields = null } };
        }

        var before = FieldWalk.Fields(JsonNode.Parse(current.Json)!.AsObject());
        var after = FieldWalk.Fields(JsonNode.Parse(definition.Serialize(next))!.AsObject());
        var changed = after.Where(f => !before.TryGetValue(f.Key, out var old) || !JsonNode.DeepEquals(old, f.Value)).Select(f => f.Key).ToHashSet();
        var removed = before.Keys.Where(a => !after.ContainsKey(a)).ToHashSet();
        if (changed.Count == 0 && removed.Count == 0)
        {
            return next with { Metadata = next.Metadata with { ManagedFields = recorded } };
        }

        var entries = Read(current, definition.Type);
        var writer = new ManagerEntry(options.Manager, Applies: false, options.Subresource ?? "", definition.Type.ApiVersion, now, changed);
        var kept = entries.FirstOrDefault(e => e.IsSameManager(writer))?.Fields ?? new HashSet<FieldAddress>();
        var others = entries.Where(e => !e.IsSameManager(writer)).Select(e => Without(e, changed.Union(removed)));
        var own = writer with { Fields = kept.Union(changed).Except(removed).ToHashSet() };
        return next with { Metadata = next.Metadata with { ManagedFields = Write([.. others, own]) } };
    }

    public static ManagerEntry Without(ManagerEntry entry, IEnumerable<FieldAddress> lost)
    {
        var left = entry.Fields.Except(lost).ToHashSet();
        return left.Count == entry.Fields.Count ? entry : entry with { Fields = left };
    }

    /// <summary>A list that is empty, or holds one empty entry, asks to forget all ownership.</summary>
    private static bool IsReset(JsonElement? sent) =>
        sent is { ValueKind: JsonValueKind.Array } list
        && (list.GetArrayLength() == 0 || (list.GetArrayLength() == 1 && list[0].ValueKind == JsonValueKind.Object && !list[0].EnumerateObject().Any()));
}
