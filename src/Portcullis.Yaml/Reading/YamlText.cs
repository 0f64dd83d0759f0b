namespace Portcullis.Yaml;

/// <summary>Strict reading of one YAML document.</summary>
public static class YamlText
{
    /// <summary>
    /// Parses a text that must hold exactly one document. Refused: more documents (an empty trailing one, as a last
    /// <c>---</c> makes, does not count), duplicate keys, keys that are no scalars, merge keys, tags outside the core
    /// schema, and whatever passes a limit once aliases are written out.
    /// </summary>
    /// <param name="text">The text; any text at all.</param>
    /// <param name="limits">How much it may ask for.</param>
    /// <returns>The document, or every problem that could be told. Never throws for any text.</returns>
    public static YamlResult Parse(string text, YamlLimits limits)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(limits);
        var problems = new Problems();
        var root = TextCheck.Checked(text, limits, problems) is { } body ? OnlyDocument(body, limits, problems) : null;
        return root is null || problems.Any ? new YamlMalformed(problems.All) : new YamlParsed(root);
    }

    private static YamlNode? OnlyDocument(string text, YamlLimits limits, Problems problems)
    {
        var builder = new TreeBuilder(new EventReader(text, problems), limits, problems);
        var first = builder.NextDocument();
        var firstIsEmpty = first is null || IsEmpty(first);
        while (builder.NextDocument() is { } next)
        {
            if (!IsEmpty(next))
            {
                problems.Add(next.Position, firstIsEmpty ? "the first document is empty and another follows" : "more than one document");
            }
        }

        if (!problems.Any && firstIsEmpty)
        {
            problems.Add(new YamlPosition(1, 1), "the text is empty");
        }

        return first;
    }

    /// <summary>True for the document that a lone marker makes.</summary>
    internal static bool IsEmpty(YamlNode root) => root is YamlScalar { IsPlain: true, Text: "" };
}
