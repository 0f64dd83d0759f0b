namespace Portcullis.Yaml.Reading;

/// <summary>Finds where a JSON value ends, by its brackets and strings alone; whether it is sound is for a parser to say.</summary>
internal sealed class JsonExtent
{
    private int _depth;
    private bool _inString;
    private bool _escaped;

    /// <summary>Whether a value has begun and not ended.</summary>
    public bool IsOpen => _depth > 0;

    /// <summary>Begins anew.</summary>
    public void Reset() => (_depth, _inString, _escaped) = (0, false, false);

    /// <summary>Looks through the next part of the text.</summary>
    /// <param name="part">The part.</param>
    /// <returns>The index behind the bracket that closes the value; -1 when it goes on.</returns>
    public int FindEnd(ReadOnlySpan<char> part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (_inString)
            {
                InString(part[i]);
            }
            else if (part[i] is '}' or ']' && --_depth == 0)
            {
                return i + 1;
            }
            else
            {
                _depth += part[i] is '{' or '[' ? 1 : 0;
                _inString = part[i] == '"';
            }
        }

        return -1;
    }

    private void InString(char character)
    {
        _inString = _escaped || character != '"';
        _escaped = !_escaped && character == '\\';
    }
}
