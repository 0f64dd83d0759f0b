using System.Text;

namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>Scalars without quotes.</summary>
internal static class PlainScan
{
    /// <summary>Reads one.</summary>
    /// <param name="cursor">Stands on its first character.</param>
    /// <param name="inFlow">Whether brackets are open.</param>
    /// <param name="indent">How far lines that go on are indented at least, outside of brackets.</param>
    /// <param name="endedLine">Whether the cursor has come to another line behind it.</param>
    public static string Read(Cursor cursor, bool inFlow, int indent, out bool endedLine)
    {
        var text = new StringBuilder();
        var space = new LineFolding();
        while (!cursor.AtMarker('-') && !cursor.AtMarker('.') && cursor.Current != '#')
        {
            while (!cursor.AtSpace && !EndsAt(cursor, inFlow))
            {
                space.WriteTo(text);
                text.Append(cursor.Move());
            }

            if (cursor.Current is not (' ' or '\t' or '\n'))
            {
                break;
            }

            SkipSpace(cursor, space, indent);
            if (!inFlow && cursor.Column < indent)
            {
                break;
            }
        }

        endedLine = space.HasBreak;
        return text.ToString();
    }

    // A "?" ends one within brackets: kubectl takes it for the mark of a key there, whatever follows.
    private static bool EndsAt(Cursor cursor, bool inFlow) => cursor.Current == ':'
        ? Cursor.IsSpace(cursor.Peek(1))
        : inFlow && cursor.Current is (',' or '?' or '[' or ']' or '{' or '}');

    private static void SkipSpace(Cursor cursor, LineFolding space, int indent)
    {
        while (cursor.Current is ' ' or '\t' or '\n')
        {
            if (cursor.Current == '\n')
            {
                cursor.Move();
                space.AddBreak();
            }
            else if (cursor.Current == '\t' && space.HasBreak && cursor.Column < indent)
            {
                throw cursor.Broken("a tab indents this line: write spaces");
            }
            else
            {
                space.AddBlank(cursor.Move());
            }
        }
    }
}
