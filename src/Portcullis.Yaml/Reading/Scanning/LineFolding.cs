using System.Text;

namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>The space between the words of a scalar that runs over lines: one line break is a space, more are one less.</summary>
internal sealed class LineFolding
{
    private readonly StringBuilder _blanks = new();
    private int _breaks;
    private bool _escaped;

    /// <summary>True once a line has ended since the last word.</summary>
    public bool HasBreak => _breaks > 0 || _escaped;

    /// <summary>Takes a space or a tab: of those at the end of a line and at the start of one, nothing is left.</summary>
    public void AddBlank(char blank)
    {
        if (!HasBreak)
        {
            _blanks.Append(blank);
        }
    }

    /// <summary>Takes the end of a line.</summary>
    public void AddBreak() => _breaks++;

    /// <summary>Takes the end of a line with a backslash before it, which is nothing.</summary>
    public void AddEscapedBreak() => _escaped = true;

    /// <summary>Writes the space out, and begins anew.</summary>
    public void WriteTo(StringBuilder scalar)
    {
        if (_escaped)
        {
            scalar.Append('\n', _breaks);
        }
        else if (_breaks == 1)
        {
            scalar.Append(' ');
        }
        else if (_breaks > 1)
        {
            scalar.Append('\n', _breaks - 1);
        }
        else
        {
            scalar.Append(_blanks);
        }

        Clear();
    }

    private void Clear()
    {
        _blanks.Clear();
        _breaks = 0;
        _escaped = false;
    }
}
