using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>Cuts the text of one document into tokens, as kubectl's own reader of YAML 1.1 does.</summary>
/// <remarks>
/// Where blocks begin and end, and what is a key, is not in the text but in its columns: the tokens for these are put in
/// where the columns change and where a colon comes. Whatever kubectl refuses here is refused; more may be.
/// </remarks>
/// <param name="text">The text.</param>
/// <param name="firstLine">Which line of the whole it begins on, from 1.</param>
internal sealed class Scanner(string text, int firstLine)
{
    private readonly Cursor _cursor = new(text, firstLine);
    private readonly TokenQueue _tokens = new();
    private readonly Stack<int> _indents = new();

    // What may be a key, for each level of brackets.
    private readonly List<SimpleKey?> _keys = [null];
    private int _indent = -1;
    private bool _keyAllowed = true;
    private bool _ended;

    private bool InFlow => _keys.Count > 1;

    /// <summary>The token at hand.</summary>
    /// <exception cref="YamlSyntaxException">The text is no YAML.</exception>
    public Token Peek()
    {
        while (!_ended && (_tokens.IsEmpty || MayBecomeKey(_tokens.FirstNumber)))
        {
            Fetch();
        }

        return _tokens.First;
    }

    /// <summary>Passes the token at hand, which must have been looked at.</summary>
    public void Skip() => _tokens.RemoveFirst();

    private bool MayBecomeKey(int number)
    {
        for (var level = 0; level < _keys.Count; level++)
        {
            if (_keys[level] is { } key && key.Number == number)
            {
                if (key.IsPossibleAt(_cursor))
                {
                    return true;
                }

                Forget(level);
            }
        }

        return false;
    }

    private void Fetch()
    {
        SkipToToken();
        EndBlocks(_cursor.Column);
        if (_cursor.Current == Cursor.End)
        {
            EndBlocks(-1);
            Forget(_keys.Count - 1);
            Add(TokenKind.StreamEnd);
            _ended = true;
        }
        else if (_cursor.Column == 0 && _cursor.Current == '%')
        {
            throw _cursor.Broken("directives (lines that begin with \"%\") are not read, by kubectl neither: leave the line out, or put the text in quotes");
        }
        else if (_cursor.AtMarker('-'))
        {
            throw _cursor.Broken("a document begins here");
        }
        else if (_cursor.AtMarker('.'))
        {
            FetchDocumentEnd();
        }
        else
        {
            FetchContent();
        }
    }

    private void FetchContent()
    {
        var character = _cursor.Current;
        var beforeSpace = Cursor.IsSpace(_cursor.Peek(1));
        switch (character)
        {
            case '[' or '{':
                SaveKey();
                _keys.Add(null);
                _keyAllowed = true;
                AddCharacter(character == '[' ? TokenKind.FlowSequenceStart : TokenKind.FlowMappingStart);
                break;
            case ']' or '}':
                Forget(_keys.Count - 1);
                CloseFlow();
                _keyAllowed = false;
                AddCharacter(character == ']' ? TokenKind.FlowSequenceEnd : TokenKind.FlowMappingEnd);
                break;
            case ',':
                Forget(_keys.Count - 1);
                _keyAllowed = true;
                AddCharacter(TokenKind.FlowEntry);
                break;
            case '-' when beforeSpace:
                FetchEntry();
                break;
            case '?' when InFlow || beforeSpace:
                FetchKey();
                break;
            case ':' when InFlow || beforeSpace:
                FetchValue();
                break;
            case '|' or '>' when !InFlow:
                Forget(0);
                _keyAllowed = true;
                var start = _cursor.Position;
                _tokens.Add(new Token(TokenKind.QuotedScalar, start, BlockScan.Read(_cursor, _indent)));
                break;
            case '"' or '\'':
                AddScalar(TokenKind.QuotedScalar, QuotedScan.Read);
                break;
            case '*' or '&':
                AddScalar(character == '*' ? TokenKind.Alias : TokenKind.Anchor, NameScan.Anchor);
                break;
            case '!':
                AddScalar(TokenKind.Tag, NameScan.Tag);
                break;
            case '#' or '%' or '@' or '`' or '|' or '>':
                throw _cursor.Broken($"nothing can begin with \"{character}\": put it in quotes");
            case ' ' or '\t':
                throw _cursor.Broken("a tab where only spaces may stand");
            default:
                FetchPlain();
                break;
        }
    }

    private void FetchPlain()
    {
        var endedLine = false;
        AddScalar(TokenKind.PlainScalar, cursor => PlainScan.Read(cursor, InFlow, _indent + 1, out endedLine));
        _keyAllowed |= endedLine;
    }

    private void FetchEntry()
    {
        if (!InFlow)
        {
            if (!_keyAllowed)
            {
                throw _cursor.Broken("an item of a list cannot begin here: write it on a line of its own");
            }

            BeginBlock(_cursor.Column, TokenKind.BlockSequenceStart, _cursor.Position, null);
        }

        Forget(_keys.Count - 1);
        _keyAllowed = true;
        AddCharacter(TokenKind.BlockEntry);
    }

    private void FetchKey()
    {
        BeginMappingHere("a key cannot begin here: write it on a line of its own");
        Forget(_keys.Count - 1);
        _keyAllowed = !InFlow;
        AddCharacter(TokenKind.Key);
    }

    private void FetchValue()
    {
        var level = _keys.Count - 1;
        if (_keys[level] is { } key && IsStillPossible(key))
        {
            _tokens.Insert(key.Number, new Token(TokenKind.Key, key.Position));
            BeginBlock(key.Position.Column - 1, TokenKind.BlockMappingStart, key.Position, key.Number);
            _keys[level] = null;
            _keyAllowed = false;
        }
        else
        {
            _keys[level] = null;
            BeginMappingHere("a colon cannot stand here: put the text before it in quotes, or indent the line");
            _keyAllowed = !InFlow;
        }

        AddCharacter(TokenKind.Value);
    }

    private bool IsStillPossible(SimpleKey key)
    {
        var isPossible = key.IsPossibleAt(_cursor);
        return isPossible || !key.IsRequired ? isPossible : throw key.WithoutColon();
    }

    private void FetchDocumentEnd()
    {
        EndBlocks(-1);
        Forget(_keys.Count - 1);
        _keyAllowed = false;
        Add(TokenKind.DocumentEnd);
        _cursor.Move();
        _cursor.Move();
        _cursor.Move();
    }

    private void BeginMappingHere(string refusal)
    {
        if (!InFlow && !_keyAllowed)
        {
            throw _cursor.Broken(refusal);
        }

        BeginBlock(_cursor.Column, TokenKind.BlockMappingStart, _cursor.Position, null);
    }

    private void AddScalar(TokenKind kind, Func<Cursor, string> read)
    {
        SaveKey();
        _keyAllowed = false;
        var start = _cursor.Position;
        _tokens.Add(new Token(kind, start, read(_cursor)));
    }

    private void AddCharacter(TokenKind kind)
    {
        Add(kind);
        _cursor.Move();
    }

    private void Add(TokenKind kind) => _tokens.Add(new Token(kind, _cursor.Position));

    private void SkipToToken()
    {
        while (true)
        {
            // A tab separates, but does not indent: not where a line may begin a block.
            while (_cursor.Current == ' ' || (_cursor.Current == '\t' && (InFlow || !_keyAllowed)))
            {
                _cursor.Move();
            }

            if (_cursor.Current == '#')
            {
                _cursor.RestOfLine();
            }

            if (_cursor.Current != '\n')
            {
                return;
            }

            _cursor.Move();
            _keyAllowed |= !InFlow;
        }
    }

    private void SaveKey()
    {
        if (_keyAllowed)
        {
            var level = _keys.Count - 1;
            Forget(level);
            _keys[level] = new SimpleKey(_tokens.NextNumber, _cursor.Index, _cursor.Position, !InFlow && _indent == _cursor.Column);
        }
    }

    private void Forget(int level)
    {
        if (_keys[level] is { IsRequired: true } key)
        {
            throw key.WithoutColon();
        }

        _keys[level] = null;
    }

    private void CloseFlow()
    {
        if (InFlow)
        {
            _keys.RemoveAt(_keys.Count - 1);
        }
    }

    private void BeginBlock(int column, TokenKind kind, YamlPosition position, int? number)
    {
        if (InFlow || _indent >= column)
        {
            return;
        }

        _indents.Push(_indent);
        _indent = column;
        var token = new Token(kind, position);
        if (number is { } before)
        {
            _tokens.Insert(before, token);
        }
        else
        {
            _tokens.Add(token);
        }
    }

    private void EndBlocks(int column)
    {
        while (!InFlow && _indent > column)
        {
            Add(TokenKind.BlockEnd);
            _indent = _indents.Pop();
        }
    }
}
