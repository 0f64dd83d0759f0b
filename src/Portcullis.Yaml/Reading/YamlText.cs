using Portcullis.Yaml.Nodes;
using Portcullis.Yaml.Streams;

namespace Portcullis.Yaml.Reading;

/// <summary>Strict reading of one document.</summary>
public static class YamlText
{
    /// <summary>
    /// Parses a text that must hold exactly one document, as <see cref="ManifestReader"/> does: what kubectl would send, or
    /// refused. Refused besides: more documents (empty ones after it do not count), duplicate keys, keys that are no scalars, merge
    /// keys, tags outside the core schema, and whatever passes a limit once aliases are written out.
    /// </summary>
    /// <param name="text">The text; any text at all.</param>
    /// <param name="limits">How much it may ask for.</param>
    /// <returns>The document, or every problem that could be told. Never throws for any text.</returns>
    public static YamlResult Parse(string text, YamlLimits limits)
    {
        var problems = new Problems();
        var roots = YamlStreams.Read(text, limits, problems, out var hasEmptyFirst);
        if (problems.Any)
        {
            return new YamlMalformed(problems.All);
        }

        switch (roots)
        {
            case []:
                problems.Add(new YamlPosition(1, 1), "the text is empty");
                return new YamlMalformed(problems.All);
            case [var only, ..] when hasEmptyFirst:
                problems.Add(only.Position, "the first document is empty and another follows");
                return new YamlMalformed(problems.All);
            case [var only]:
                return new YamlParsed(only);
            default:
                problems.Add(roots[1].Position, "more than one document");
                return new YamlMalformed(problems.All);
        }
    }
}
