using Portcullis.Yaml.Nodes;
using Portcullis.Yaml.Streams;

namespace Portcullis.Yaml.Reading;

/// <summary>Reading of streams of several documents, such as an operator's files. As strict as <see cref="YamlText"/> within each.</summary>
public static class YamlStreams
{
    /// <summary>Reads every document with <see cref="YamlLimits.Operator"/>.</summary>
    /// <param name="text">The text; any text at all.</param>
    /// <returns>The documents, or every problem that could be told.</returns>
    public static YamlStreamResult ReadAll(string text) => ReadAll(text, YamlLimits.Operator);

    /// <summary>Reads every document. Empty documents are left out, and a <c>List</c> stays one document.</summary>
    /// <param name="text">The text; any text at all.</param>
    /// <param name="limits">How much each document may ask for, and how long the whole may be.</param>
    /// <returns>The documents, or every problem that could be told. Never throws for any text.</returns>
    public static YamlStreamResult ReadAll(string text, YamlLimits limits)
    {
        var problems = new Problems();
        var roots = Read(text, limits, problems, out _);
        return problems.Any ? new YamlStreamMalformed(problems.All) : new YamlStreamParsed(roots);
    }

    /// <summary>The documents that are sound.</summary>
    internal static List<YamlNode> Read(string text, YamlLimits limits, Problems problems, out bool hasEmptyFirst)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(limits);
        var roots = new List<YamlNode>();
        hasEmptyFirst = false;
        if (!TextCheck.Fits(text, limits, problems))
        {
            return roots;
        }

        var reader = new ManifestReader(limits);
        foreach (var part in reader.ReadAll(text))
        {
            switch (part)
            {
                case ManifestYaml yaml:
                    roots.Add(yaml.Root);
                    break;
                case ManifestJson json:
                    roots.AddRange(JsonTree.Of(json, limits, problems) is { } root ? [root] : []);
                    break;
                case ManifestRefusal refusal:
                    problems.AddAll(refusal.Problems);
                    break;
                default:
                    throw new InvalidOperationException("unknown kind of part");
            }
        }

        hasEmptyFirst = reader.HasEmptyFirst;
        return roots;
    }
}
