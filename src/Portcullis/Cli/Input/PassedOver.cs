using System.Text.Json;
using Portcullis.Model.Texts;
using Portcullis.Stacks.Isolation.Guarding.Overriding;

namespace Portcullis.Cli.Input;

/// <summary>What is said of the objects that the commands do not understand: nothing is dropped in silence.</summary>
internal static class PassedOver
{
    private const int MostDepth = 8;

    /// <summary>What must be said of objects that can undo policies where they are not counted in the answer.</summary>
    /// <param name="overriding">The objects.</param>
    public static IEnumerable<string> Warnings(IEnumerable<OverridingObject> overriding)
    {
        var known = overriding.ToLookup(found => found.Known is not null, found => found.ToString());
        if (known.Contains(true))
        {
            yield return $"warning: {Listing.Of(known[true])} can override network policies and {(known[true].Count() == 1 ? "is" : "are")} not looked at: what is said here may not hold";
        }

        if (known.Contains(false))
        {
            yield return $"warning: {Listing.Of(known[false])} {(known[false].Count() == 1 ? "is of an unknown kind of a network plug-in's" : "are of unknown kinds of network plug-ins'")}, which may override network policies: what is said here may not hold";
        }
    }

    /// <summary>What makes pods and is not understood.</summary>
    /// <param name="objects">The objects that are not understood.</param>
    public static IEnumerable<string> Unseen(IEnumerable<InputObject> objects) =>
        from found in objects
        where found.Kind != "PodTemplate" && MakesPods(found.Json)
        select $"{found} ({found.ApiVersion}) makes pods, which are not looked at: give the pods themselves";

    /// <summary>The count of all that are not looked at.</summary>
    /// <param name="objects">The objects that are not understood.</param>
    public static IEnumerable<string> Notes(IReadOnlyList<InputObject> objects)
    {
        if (objects.Count > 0)
        {
            var kinds = objects.GroupBy(found => found.Kind, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Count()} {group.Key} ({Listing.Of(group.Select(found => found.Name.ToString()))})");
            yield return $"note: {Listing.Count(objects.Count, "object")} not looked at: {string.Join(", ", kinds)}";
        }
    }

    // Wherever a kind keeps them: spec.template.spec (Rollout), spec.podTemplate.spec (Sandbox), deeper in a list (JobSet).
    private static bool MakesPods(JsonElement json) => HasContainers(Field(json, "spec"), MostDepth);

    private static bool HasContainers(JsonElement json, int depth) => depth > 0 && json.ValueKind switch
    {
        JsonValueKind.Object => Field(json, "containers") is { ValueKind: JsonValueKind.Array } containers && containers.EnumerateArray().All(one => one.ValueKind == JsonValueKind.Object)
            || json.EnumerateObject().Any(field => HasContainers(field.Value, depth - 1)),
        JsonValueKind.Array => json.EnumerateArray().Any(item => HasContainers(item, depth - 1)),
        _ => false,
    };

    private static JsonElement Field(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var found) ? found : default;
}
