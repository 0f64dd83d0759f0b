using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Yaml;

namespace Portcullis.Cli.Input;

/// <summary>Parses single documents: JSON where it is JSON, else strict YAML.</summary>
internal static class DocumentReader
{
    // YAML is read 200 levels deep; so is JSON.
    private const int MaxDepth = 200;

    private static readonly JsonDocumentOptions JsonRules = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>Parses one document.</summary>
    /// <param name="text">The document.</param>
    /// <param name="source">The file it is from.</param>
    /// <param name="number">Which document of the file, from 1.</param>
    /// <returns>Null for a document with nothing in it.</returns>
    public static DocumentResult? Read(DocumentText text, string source, int number)
    {
        var origin = new Origin(source, text.Line, number);
        UnreadableDocument? badJson = null;
        if (text.LooksLikeJson)
        {
            try
            {
                using var json = JsonDocument.Parse(text.Text, JsonRules);
                return new Document(json.RootElement.Clone(), origin, null);
            }
            catch (JsonException e)
            {
                badJson = new UnreadableDocument([$"{origin with { Line = text.Line + (int)(e.LineNumber ?? 0) }}: broken JSON: {Sentence(e)}"]);
            }
        }

        return YamlText.Parse(text.Text, YamlLimits.Operator) switch
        {
            YamlParsed { Root: YamlScalar { IsPlain: true, Text: "" } } => null,
            YamlParsed parsed => new Document(ToElement(YamlToJson.Convert(parsed.Root)), origin, parsed.Root),
            // A broken flow mapping and broken JSON look alike; JSON is what people write with brackets.
            YamlMalformed malformed => badJson ?? Broken(malformed, origin),
            _ => throw new InvalidOperationException("unknown kind of result"),
        };
    }

    private static JsonElement ToElement(JsonNode? node)
    {
        using var document = JsonDocument.Parse(node?.ToJsonString() ?? "null", JsonRules);
        return document.RootElement.Clone();
    }

    private static UnreadableDocument Broken(YamlMalformed malformed, Origin origin) =>
        new([.. malformed.Problems.Select(problem => $"{origin with { Line = origin.Line + problem.Line - 1 }}: broken YAML: {problem.Message}")]);

    /// <summary>The parser's words without the place, which is told in another way.</summary>
    private static string Sentence(JsonException e)
    {
        var at = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = (at < 0 ? e.Message : e.Message[..at]).TrimEnd('.', ' ');
        return text.Length == 0 ? "it ends too early" : char.ToLowerInvariant(text[0]) + text[1..];
    }
}
