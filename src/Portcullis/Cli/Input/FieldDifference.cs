using System.Text.Json;

namespace Portcullis.Cli.Input;

/// <summary>Finds what a round trip through the wire types loses: fields that the API does not have.</summary>
internal static class FieldDifference
{
    /// <summary>The paths of the fields that are in the one and not in the other; fields that are null say nothing and are passed over.</summary>
    /// <param name="written">As written.</param>
    /// <param name="known">As the API knows it.</param>
    public static IEnumerable<string> Lost(JsonElement written, JsonElement known) => Lost(written, known, "");

    private static IEnumerable<string> Lost(JsonElement written, JsonElement known, string path) => (written.ValueKind, known.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => written.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null)
            .SelectMany(field => known.TryGetProperty(field.Name, out var same)
                ? Lost(field.Value, same, Join(path, field.Name))
                : [Join(path, field.Name)]),
        (JsonValueKind.Array, JsonValueKind.Array) when written.GetArrayLength() == known.GetArrayLength() =>
            written.EnumerateArray().Zip(known.EnumerateArray()).SelectMany((pair, index) => Lost(pair.First, pair.Second, $"{path}[{index}]")),
        _ => [],
    };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
