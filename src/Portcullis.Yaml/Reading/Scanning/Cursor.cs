using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>A place in a text that is moved forward. Lines end with a line feed alone: whoever makes the text sees to it.</summary>
/// <param name="text">The text.</param>
/// <param name="firstLine">Which line of the whole it begins on, from 1.</param>
internal sealed class Cursor(string text, int firstLine)
{
    /// <summary>Stands behind the end of the text; no text that is read holds it.</summary>
    public const char End = '\0';

    /// <summary>How many characters lie behind.</summary>
    public int Index { get; private set; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; private set; } = firstLine;

    /// <summary>The column, from 0.</summary>
    public int Column { get; private set; }

    /// <summary>The place, for people.</summary>
    public YamlPosition Position => new(Line, Column + 1);

    /// <summary>The character at hand.</summary>
    public char Current => Peek(0);

    /// <summary>True before a space or a tab.</summary>
    public bool AtBlank => IsBlank(Current);

    /// <summary>True before the end of a line or of the text.</summary>
    public bool AtBreakOrEnd => Current is '\n' or End;

    /// <summary>True before a space, a tab, the end of a line or of the text.</summary>
    public bool AtSpace => IsSpace(Current);

    /// <summary>A character further on.</summary>
    /// <param name="ahead">How much further.</param>
    public char Peek(int ahead) => Index + ahead < text.Length ? text[Index + ahead] : End;

    /// <summary>True for a space and a tab.</summary>
    public static bool IsBlank(char character) => character is ' ' or '\t';

    /// <summary>True for a space, a tab, the end of a line and of the text.</summary>
    public static bool IsSpace(char character) => character is ' ' or '\t' or '\n' or End;

    /// <summary>True at the start of a line that holds a marker, alone or with something behind a blank.</summary>
    /// <param name="character">What the marker is made of: <c>-</c> or <c>.</c>.</param>
    public bool AtMarker(char character) =>
        Column == 0 && Current == character && Peek(1) == character && Peek(2) == character && IsSpace(Peek(3));

    /// <summary>Moves one character on.</summary>
    /// <returns>The character that was passed.</returns>
    public char Move()
    {
        var passed = text[Index++];
        if (passed == '\n')
        {
            Line++;
            Column = 0;
        }
        else
        {
            Column++;
        }

        return passed;
    }

    /// <summary>Moves on to the end of the line.</summary>
    /// <returns>What was passed.</returns>
    public ReadOnlySpan<char> RestOfLine()
    {
        var length = text.AsSpan(Index).IndexOf('\n');
        length = length < 0 ? text.Length - Index : length;
        var passed = text.AsSpan(Index, length);
        Index += length;
        Column += length;
        return passed;
    }

    /// <summary>Moves on over spaces and tabs.</summary>
    public void SkipBlanks()
    {
        while (AtBlank)
        {
            Move();
        }
    }

    /// <summary>Ends the reading.</summary>
    /// <param name="message">Why.</param>
    public YamlSyntaxException Broken(string message) => new(Position, message);
}
