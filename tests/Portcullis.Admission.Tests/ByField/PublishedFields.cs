using System.Text.Json.Nodes;

namespace Portcullis.Admission.Tests.ByField;

/// <summary>A field of the API.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">A scalar kind, <c>map KIND</c>, <c>list KIND</c> or the name of a type.</param>
internal readonly record struct PublishedField(string Name, string Kind)
{
    /// <summary>The kind of one item, or of the whole where it is no collection.</summary>
    public string Of => Kind.Split(' ')[^1];

    public bool IsList => Kind.StartsWith("list ", StringComparison.Ordinal);

    public bool IsMap => Kind.StartsWith("map ", StringComparison.Ordinal);
}

/// <summary>The fields of a Pod, by type, as the API publishes them.</summary>
internal static class PublishedFields
{
    private static readonly Dictionary<string, List<PublishedField>> Types = Read();

    public static bool IsType(string kind) => Types.ContainsKey(kind);

    public static IReadOnlyList<PublishedField> Of(string type) => Types[type];

    /// <summary>A value that is not empty.</summary>
    public static JsonNode Sample(PublishedField field) =>
        field.IsList ? new JsonArray(One(field.Of))
        : field.IsMap ? new JsonObject { ["x"] = One(field.Of) }
        : One(field.Of);

    private static JsonNode One(string kind) => kind switch
    {
        "string" or "IntOrString" or "Quantity" => "1",
        "bool" => true,
        "int32" or "int64" => 7,
        "bytes" => "eA==",
        "Time" => "2030-01-01T00:00:00Z",
        _ when Types.TryGetValue(kind, out var fields) => new JsonObject { [fields[0].Name] = Sample(fields[0]) },
        _ => new JsonObject { ["x"] = 1 },
    };

    private static Dictionary<string, List<PublishedField>> Read()
    {
        using var stream = typeof(PublishedFields).Assembly.GetManifestResourceStream("pod-fields.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 3))
            .GroupBy(parts => parts[0], parts => new PublishedField(parts[1], parts[2]), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
    }
}
