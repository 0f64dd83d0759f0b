namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>The names of anchors, aliases and tags.</summary>
internal static class NameScan
{
    /// <summary>Reads the name of an anchor or alias.</summary>
    /// <param name="cursor">Stands on <c>&amp;</c> or <c>*</c>.</param>
    public static string Anchor(Cursor cursor)
    {
        var start = cursor.Position;
        var mark = cursor.Move();
        var name = Take(cursor, character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');
        return name.Length > 0 && (cursor.AtSpace || cursor.Current is '?' or ':' or ',' or ']' or '}' or '%' or '@' or '`')
            ? name
            : throw new YamlSyntaxException(start, $"\"{mark}\" begins the name of an {(mark == '&' ? "anchor" : "alias")}, of letters, digits, \"-\" and \"_\": put the text in quotes if none is meant");
    }

    /// <summary>Reads a tag, up to the next space; which are allowed is not for here.</summary>
    /// <param name="cursor">Stands on its first character.</param>
    public static string Tag(Cursor cursor) => Take(cursor, character => !Cursor.IsSpace(character));

    private static string Take(Cursor cursor, Func<char, bool> belongs)
    {
        var name = new System.Text.StringBuilder();
        while (belongs(cursor.Current))
        {
            name.Append(cursor.Move());
        }

        return name.ToString();
    }
}
