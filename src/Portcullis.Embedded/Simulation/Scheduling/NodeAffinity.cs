using System.Text.Json;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Scheduling;

/// <summary>
/// Which nodes a pod requires and prefers.
/// <see href="https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/"/>
/// </summary>
internal static class NodeAffinity
{
    public static bool Matches(PodSpec spec, Node node)
    {
        if (spec.NodeSelector?.Any(s => node.Metadata.Labels?.GetValueOrDefault(s.Key) != s.Value) == true)
        {
            return false;
        }

        var required = Get(Get(spec.Affinity, "nodeAffinity"), "requiredDuringSchedulingIgnoredDuringExecution");
        return required is null || Items(required, "nodeSelectorTerms").Any(term => TermMatches(term, node));
    }

    /// <summary>The sum of the weights of the preferences that the node meets.</summary>
    public static long Preference(PodSpec spec, Node node) =>
        Items(Get(spec.Affinity, "nodeAffinity"), "preferredDuringSchedulingIgnoredDuringExecution")
            .Where(p => Get(p, "preference") is { } term && TermMatches(term, node))
            .Sum(p => Get(p, "weight") is { ValueKind: JsonValueKind.Number } weight ? weight.GetInt64() : 0);

    private static bool TermMatches(JsonElement term, Node node)
    {
        var expressions = Items(term, "matchExpressions");
        var fields = Items(term, "matchFields");
        return expressions.Count + fields.Count > 0
            && expressions.All(e => Holds(e, node.Metadata.Labels?.GetValueOrDefault(Text(e, "key"))))
            && fields.All(f => Text(f, "key") == "metadata.name" && Holds(f, node.Metadata.Name));
    }

    private static bool Holds(JsonElement requirement, string? value)
    {
        var values = Items(requirement, "values").Select(v => v.GetString()).ToList();
        return Text(requirement, "operator") switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => value is null || !values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            "Gt" => Compare(value, values) > 0,
            "Lt" => Compare(value, values) < 0,
            _ => false,
        };
    }

    private static int? Compare(string? value, List<string?> values) =>
        values.Count == 1 && long.TryParse(value, out var left) && long.TryParse(values[0], out var right) ? left.CompareTo(right) : null;

    private static JsonElement? Get(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static List<JsonElement> Items(JsonElement? element, string name) =>
        Get(element, name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    private static string Text(JsonElement element, string name) =>
        Get(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
