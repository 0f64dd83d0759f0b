using System.Text;

namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>Scalars that are blocks of lines: <c>|</c> and <c>&gt;</c>.</summary>
internal sealed class BlockScan
{
    private readonly Cursor _cursor;
    private readonly int _outer;
    private int _indent;

    private BlockScan(Cursor cursor, int outer)
    {
        _cursor = cursor;
        _outer = outer;
    }

    /// <summary>Reads one.</summary>
    /// <param name="cursor">Stands on its first character.</param>
    /// <param name="outer">The column of the block it stands in; -1 for none.</param>
    public static string Read(Cursor cursor, int outer) => new BlockScan(cursor, outer).Read();

    private string Read()
    {
        var isFolded = _cursor.Move() == '>';
        var (keep, strip) = ReadHeader();
        var text = new StringBuilder();
        var ended = false;
        var wasBlank = false;
        var breaks = ReadBreaks();
        while (_cursor.Column == _indent && _cursor.Current != Cursor.End)
        {
            var isBlank = _cursor.AtBlank;
            if (isFolded && ended && !wasBlank && !isBlank)
            {
                text.Append(breaks == 0 ? " " : "");
            }
            else if (ended)
            {
                text.Append('\n');
            }

            text.Append('\n', breaks);
            wasBlank = isBlank;
            text.Append(_cursor.RestOfLine());
            ended = _cursor.Current == '\n';
            if (ended)
            {
                _cursor.Move();
            }

            breaks = ReadBreaks();
        }

        text.Append('\n', ended && !strip ? 1 : 0);
        text.Append('\n', keep ? breaks : 0);
        return text.ToString();
    }

    /// <summary>Reads what stands behind the first character: how much the lines are indented, and what becomes of the last line ends.</summary>
    private (bool Keep, bool Strip) ReadHeader()
    {
        var chomping = TakeChomping();
        var increment = 0;
        if (char.IsAsciiDigit(_cursor.Current))
        {
            increment = _cursor.Current - '0';
            if (increment == 0)
            {
                throw _cursor.Broken("a block cannot be indented by 0");
            }

            _cursor.Move();
            chomping = chomping == Cursor.End ? TakeChomping() : chomping;
        }

        _cursor.SkipBlanks();
        if (_cursor.Current == '#')
        {
            _cursor.RestOfLine();
        }

        if (!_cursor.AtBreakOrEnd)
        {
            throw _cursor.Broken("the text of a block begins on the next line");
        }

        if (_cursor.Current == '\n')
        {
            _cursor.Move();
        }

        _indent = increment == 0 ? 0 : Math.Max(_outer, 0) + increment;
        return (chomping == '+', chomping == '-');
    }

    private char TakeChomping() => _cursor.Current is '+' or '-' ? _cursor.Move() : Cursor.End;

    /// <summary>Passes empty lines and the indentation of the next; where it is not given, the lines themselves tell it.</summary>
    private int ReadBreaks()
    {
        var breaks = 0;
        var deepest = 0;
        while (true)
        {
            while ((_indent == 0 || _cursor.Column < _indent) && _cursor.Current == ' ')
            {
                _cursor.Move();
            }

            deepest = Math.Max(deepest, _cursor.Column);
            if ((_indent == 0 || _cursor.Column < _indent) && _cursor.Current == '\t')
            {
                throw _cursor.Broken("a tab indents this line of a block: write spaces");
            }

            if (_cursor.Current != '\n')
            {
                break;
            }

            _cursor.Move();
            breaks++;
        }

        _indent = _indent == 0 ? Math.Max(1, Math.Max(deepest, _outer + 1)) : _indent;
        return breaks;
    }
}
