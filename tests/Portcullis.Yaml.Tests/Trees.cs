using System.Text.Json.Nodes;
using Portcullis.Yaml.Nodes;
using Portcullis.Yaml.Reading;

namespace Portcullis.Yaml.Tests;

/// <summary>Short ways to a tree or to its problems.</summary>
internal static class Trees
{
    public static YamlNode Parsed(string text) => YamlText.Parse(text, YamlLimits.Manifest) switch
    {
        YamlParsed parsed => parsed.Root,
        YamlMalformed malformed => throw new ShouldAssertException($"refused: {string.Join("; ", malformed.Problems)}\n{text}"),
        _ => throw new InvalidOperationException(),
    };

    public static IReadOnlyList<YamlProblem> Refused(string text, YamlLimits? limits = null) =>
        YamlText.Parse(text, limits ?? YamlLimits.Manifest).ShouldBeOfType<YamlMalformed>(text).Problems;

    public static string Json(string text) => YamlToJson.Convert(Parsed(text))?.ToJsonString() ?? "null";

    public static YamlScalar Scalar(string text) => (YamlScalar)((YamlMapping)Parsed($"key: {text}")).Entries[0].Value;

    public static bool SameJson(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(left, right);
}
