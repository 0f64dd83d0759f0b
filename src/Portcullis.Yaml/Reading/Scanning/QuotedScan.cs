using System.Globalization;
using System.Text;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>Scalars in single and double quotes.</summary>
internal static class QuotedScan
{
    /// <summary>Reads one.</summary>
    /// <param name="cursor">Stands on its first quote.</param>
    public static string Read(Cursor cursor)
    {
        var start = cursor.Position;
        var quote = cursor.Move();
        var text = new StringBuilder();
        var space = new LineFolding();
        while (true)
        {
            if (cursor.AtMarker('-') || cursor.AtMarker('.'))
            {
                throw cursor.Broken($"a line of a quoted text looks like the end of the document; the quote is opened in {start}");
            }

            if (cursor.Current == Cursor.End)
            {
                throw new YamlSyntaxException(start, "the quote that opens here is never closed");
            }

            ReadWord(cursor, quote, text, space);
            if (cursor.Current == quote)
            {
                cursor.Move();
                return text.ToString();
            }

            SkipSpace(cursor, space);
            space.WriteTo(text);
        }
    }

    private static void ReadWord(Cursor cursor, char quote, StringBuilder text, LineFolding space)
    {
        while (!cursor.AtSpace)
        {
            if (cursor.Current == quote)
            {
                if (quote == '"' || cursor.Peek(1) != '\'')
                {
                    return;
                }

                cursor.Move();
                text.Append(cursor.Move());
            }
            else if (quote == '"' && cursor.Current == '\\')
            {
                if (cursor.Peek(1) == '\n')
                {
                    cursor.Move();
                    cursor.Move();
                    space.AddEscapedBreak();
                    return;
                }

                ReadEscape(cursor, text);
            }
            else
            {
                text.Append(cursor.Move());
            }
        }
    }

    private static void SkipSpace(Cursor cursor, LineFolding space)
    {
        while (cursor.Current is ' ' or '\t' or '\n')
        {
            if (cursor.Current == '\n')
            {
                cursor.Move();
                space.AddBreak();
            }
            else
            {
                space.AddBlank(cursor.Move());
            }
        }
    }

    private static void ReadEscape(Cursor cursor, StringBuilder text)
    {
        var start = cursor.Position;
        cursor.Move();
        var code = cursor.Current == Cursor.End ? Cursor.End : cursor.Move();
        if (code is 'x' or 'u' or 'U')
        {
            text.Append(ReadCode(cursor, start, code switch { 'x' => 2, 'u' => 4, _ => 8 }));
        }
        else
        {
            text.Append(Meaning(code) ?? throw new YamlSyntaxException(start, code == '/' ? "the escape \"\\/\" is JSON's and no YAML: write \"/\"" : $"unknown escape \"\\{Shown.Text(code.ToString())}\" in double quotes: write two backslashes for one, or single quotes"));
        }
    }

    private static string ReadCode(Cursor cursor, YamlPosition start, int digits)
    {
        var value = 0L;
        for (var i = 0; i < digits; i++)
        {
            if (!char.IsAsciiHexDigit(cursor.Current))
            {
                throw new YamlSyntaxException(start, $"this escape needs {digits} hexadecimal digits");
            }

            value = (value << 4) + int.Parse([cursor.Move()], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return value switch
        {
            >= 0xD800 and <= 0xDFFF => throw new YamlSyntaxException(start, $"the escape stands for half a character: write the character itself, or \"\\U\" with its eight digits"),
            > 0x10FFFF => throw new YamlSyntaxException(start, "the escape stands for no character"),
            _ => char.ConvertFromUtf32((int)value),
        };
    }

    private static char? Meaning(char code) => code switch
    {
        '0' => '\0',
        'a' => '\a',
        'b' => '\b',
        't' or '\t' => '\t',
        'n' => '\n',
        'v' => '\v',
        'f' => '\f',
        'r' => '\r',
        'e' => '\e',
        ' ' or '"' or '\'' or '\\' => code,
        'N' => '\u0085',
        '_' => '\u00A0',
        'L' => '\u2028',
        'P' => '\u2029',
        _ => null,
    };
}
