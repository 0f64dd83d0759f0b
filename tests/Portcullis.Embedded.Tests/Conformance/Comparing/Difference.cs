using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Tests.Conformance.Comparing;

/// <summary>One field in which the answers differ.</summary>
/// <param name="Exchange">The exchange, with its scenario before it.</param>
/// <param name="Path">Where in the answer.</param>
/// <param name="Real">What the real server said, as JSON.</param>
/// <param name="Embedded">What the embedded server said, as JSON.</param>
internal sealed record Difference(string Exchange, string Path, string Real, string Embedded)
{
    /// <summary>What stands for a field that is not there.</summary>
    public const string Absent = "absent";

    /// <summary>Lists whose order means nothing and whose items have names.</summary>
    private static readonly string[] NamedLists = ["resources", "groups"];

    /// <summary>Maps whose entries are told one by one even when the whole map is missing on one side.</summary>
    private static readonly string[] Maps = ["labels", "annotations"];

    public override string ToString() => $"{Exchange}: {Path}\n    real:     {Real}\n    embedded: {Embedded}";

    /// <summary>What differs between two whole answers: when one is a refusal, that and no more.</summary>
    public static IEnumerable<Difference> BetweenAnswers(string exchange, JsonNode real, JsonNode embedded) =>
        JsonNode.DeepEquals(real["code"], embedded["code"])
            ? Between(exchange, real, embedded)
            : [new Difference(exchange, "answer", Summary(real), Summary(embedded))];

    private static string Summary(JsonNode answer) =>
        answer["body"] is JsonObject body ? $"{answer["code"]} {body["message"] ?? body["kind"]}" : $"{answer["code"]}";

    /// <summary>The outermost fields that differ, in the order of the real answer.</summary>
    public static IEnumerable<Difference> Between(string exchange, JsonNode? real, JsonNode? embedded, string path = "") => (real, embedded) switch
    {
        (JsonObject left, JsonObject right) => left.Select(p => p.Key).Union(right.Select(p => p.Key)).SelectMany(key =>
            Inside(exchange, path.Length == 0 ? key : $"{path}.{key}", left.ContainsKey(key), left[key], right.ContainsKey(key), right[key])),
        (JsonArray left, JsonArray right) when NamedLists.Contains(path.Split('.')[^1]) => ByName(exchange, left, right, path),
        (JsonArray left, JsonArray right) => Enumerable.Range(0, Math.Max(left.Count, right.Count)).SelectMany(i =>
            Inside(exchange, $"{path}[{i}]", i < left.Count, left.ElementAtOrDefault(i), i < right.Count, right.ElementAtOrDefault(i))),
        _ => JsonNode.DeepEquals(real, embedded) ? [] : [new Difference(exchange, path, Show(real), Show(embedded))],
    };

    private static IEnumerable<Difference> Inside(string exchange, string path, bool inReal, JsonNode? real, bool inEmbedded, JsonNode? embedded) =>
        inReal && inEmbedded
            ? Between(exchange, real, embedded, path)
            : Maps.Contains(path.Split('.')[^1]) && (real ?? embedded) is JsonObject
            ? Between(exchange, real ?? new JsonObject(), embedded ?? new JsonObject(), path)
            : [new Difference(exchange, path, inReal ? Show(real) : Absent, inEmbedded ? Show(embedded) : Absent)];

    private static IEnumerable<Difference> ByName(string exchange, JsonArray real, JsonArray embedded, string path)
    {
        var left = real.ToDictionary(item => item!["name"]!.ToString());
        var right = embedded.ToDictionary(item => item!["name"]!.ToString());
        return left.Keys.Union(right.Keys).SelectMany(name => Inside(
            exchange, $"{path}[{name}]", left.ContainsKey(name), left.GetValueOrDefault(name), right.ContainsKey(name), right.GetValueOrDefault(name)));
    }

    private static string Show(JsonNode? node) => node?.ToJsonString(ShownJson.Options) ?? "null";
}
