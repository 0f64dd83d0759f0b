namespace Portcullis.Cli.Input;

/// <summary>Where an object was found, for messages.</summary>
/// <param name="Source">The file as the user would name it, <c>standard input</c>, or the cluster.</param>
/// <param name="Line">The line that it begins on, from 1; null where there are no lines.</param>
/// <param name="Document">Which document of the source, from 1; null where there are none.</param>
/// <param name="Item">Which item of a <c>List</c>, from 1; null for an object of its own.</param>
internal sealed record Origin(string Source, int? Line = null, int? Document = null, int? Item = null)
{
    /// <summary><c>policies.yaml, line 12 (document 2, item 3)</c>.</summary>
    public override string ToString()
    {
        List<string> places = [];
        if (Document is { } document)
        {
            places.Add($"document {document}");
        }

        if (Item is { } item)
        {
            places.Add($"item {item}");
        }

        return $"{Source}{(Line is { } line ? $", line {line}" : "")}{(places.Count > 0 ? $" ({string.Join(", ", places)})" : "")}";
    }
}
