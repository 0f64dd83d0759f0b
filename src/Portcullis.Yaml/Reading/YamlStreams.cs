namespace Portcullis.Yaml;

/// <summary>Reading of streams of several documents, such as an operator's files. As strict as <see cref="YamlText"/> within each.</summary>
public static class YamlStreams
{
    /// <summary>Reads every document with <see cref="YamlLimits.Operator"/>.</summary>
    /// <param name="text">The text; any text at all.</param>
    /// <returns>The documents, or every problem that could be told.</returns>
    public static YamlStreamResult ReadAll(string text) => ReadAll(text, YamlLimits.Operator);

    /// <summary>Reads every document. Empty documents are left out, and a <c>List</c> stays one document.</summary>
    /// <param name="text">The text; any text at all.</param>
    /// <param name="limits">How much the whole stream may ask for.</param>
    /// <returns>The documents, or every problem that could be told. Never throws for any text.</returns>
    public static YamlStreamResult ReadAll(string text, YamlLimits limits)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(limits);
        var problems = new Problems();
        var roots = new List<YamlNode>();
        if (TextCheck.Checked(text, limits, problems) is { } body)
        {
            var builder = new TreeBuilder(new EventReader(body, problems), limits, problems);
            while (builder.NextDocument() is { } root)
            {
                if (!YamlText.IsEmpty(root))
                {
                    roots.Add(root);
                }
            }
        }

        return problems.Any ? new YamlStreamMalformed(problems.All) : new YamlStreamParsed(roots);
    }
}
