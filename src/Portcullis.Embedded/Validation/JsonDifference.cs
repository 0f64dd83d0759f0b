using System.Text.Json;

namespace Portcullis.Embedded.Validation;

/// <summary>Where two JSON values differ; absent, null and empty are the same, as they are to the API server.</summary>
internal static class JsonDifference
{
    public static IEnumerable<string> Paths(JsonElement? left, JsonElement? right, string path)
    {
        if (IsEmpty(left) && IsEmpty(right))
        {
            return [];
        }

        return (left?.ValueKind, right?.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => Properties(left.Value, right.Value, path),
            (JsonValueKind.Array, JsonValueKind.Array) when left.Value.GetArrayLength() == right.Value.GetArrayLength() => Items(left.Value, right.Value, path),
            _ => left is { } a && right is { } b && JsonElement.DeepEquals(a, b) ? [] : [path],
        };
    }

    private static IEnumerable<string> Properties(JsonElement left, JsonElement right, string path)
    {
        var names = left.EnumerateObject().Concat(right.EnumerateObject()).Select(p => p.Name).Distinct(StringComparer.Ordinal);
        return names.SelectMany(name => Paths(Property(left, name), Property(right, name), $"{path}.{name}"));
    }

    private static IEnumerable<string> Items(JsonElement left, JsonElement right, string path) =>
        left.EnumerateArray().Zip(right.EnumerateArray()).SelectMany((pair, i) => Paths(pair.First, pair.Second, $"{path}[{i}]"));

    private static JsonElement? Property(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static bool IsEmpty(JsonElement? element) => element?.ValueKind switch
    {
        null or JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.Array => element.Value.GetArrayLength() == 0,
        JsonValueKind.Object => element.Value.EnumerateObject().All(p => IsEmpty(p.Value)),
        _ => false,
    };
}
