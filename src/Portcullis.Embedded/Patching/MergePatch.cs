using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Patching;

/// <summary>JSON merge patch. <see href="https://www.rfc-editor.org/rfc/rfc7386"/></summary>
internal static class MergePatch
{
    /// <summary>The target with the patch merged in. The target may be changed.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var merged = target as JsonObject ?? [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
            {
                merged.Remove(name);
                continue;
            }

            merged.TryGetPropertyValue(name, out var present);
            merged.Remove(name);
            merged[name] = Apply(present, change);
        }

        return merged;
    }
}
