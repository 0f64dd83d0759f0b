namespace Portcullis.Embedded.Selectors;

/// <summary>Reads the text form of a label selector.</summary>
internal sealed class LabelQueryParser(string text)
{
    private int _at;

    /// <exception cref="FormatException">The text is no selector.</exception>
    public IReadOnlyList<LabelQuery.Requirement> Parse()
    {
        var requirements = new List<LabelQuery.Requirement>();
        while (true)
        {
            requirements.Add(Requirement());
            SkipSpace();
            if (_at == text.Length)
            {
                return requirements;
            }

            Expect(',', "',' or 'end of string'");
        }
    }

    private LabelQuery.Requirement Requirement()
    {
        SkipSpace();
        if (TryTake('!'))
        {
            return new(Key(), LabelQuery.Operator.DoesNotExist, []);
        }

        var key = Key();
        SkipSpace();
        if (_at == text.Length || text[_at] == ',')
        {
            return new(key, LabelQuery.Operator.Exists, []);
        }

        return Comparison(key);
    }

    private LabelQuery.Requirement Comparison(string key)
    {
        switch (text[_at])
        {
            case '=':
                _at++;
                TryTake('=');
                return new(key, LabelQuery.Operator.In, [Value()]);
            case '!' when _at + 1 < text.Length && text[_at + 1] == '=':
                _at += 2;
                return new(key, LabelQuery.Operator.NotIn, [Value()]);
            case '>':
                _at++;
                return new(key, LabelQuery.Operator.GreaterThan, [Integer(key)]);
            case '<':
                _at++;
                return new(key, LabelQuery.Operator.LessThan, [Integer(key)]);
            default:
                return Set(key);
        }
    }

    private LabelQuery.Requirement Set(string key)
    {
        var word = Word();
        var set = word switch
        {
            "in" => LabelQuery.Operator.In,
            "notin" => LabelQuery.Operator.NotIn,
            _ => throw Unexpected(word, "in, notin, =, ==, !=, gt, lt"),
        };
        SkipSpace();
        Expect('(', "'('");
        var values = new List<string>();
        while (true)
        {
            values.Add(Value());
            SkipSpace();
            if (TryTake(')'))
            {
                return new(key, set, values);
            }

            Expect(',', "',' or ')'");
        }
    }

    private string Key()
    {
        SkipSpace();
        var key = Word();
        return key.Length > 0 ? key : throw Unexpected(Rest(), "!, identifier, or 'end of string'");
    }

    private string Value()
    {
        SkipSpace();
        var value = Word();
        return LabelText.IsValue(value)
            ? value
            : throw new FormatException($"unable to parse requirement: values[0][{value}]: Invalid value: \"{value}\": {LabelText.ValueRule}");
    }

    private string Integer(string key)
    {
        var value = Value();
        return long.TryParse(value, out _)
            ? value
            : throw new FormatException($"unable to parse requirement: values[0][{key}]: Invalid value: \"{value}\": for 'Gt', 'Lt' operators, the value must be an integer");
    }

    private string Word()
    {
        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && !"=!<>(),".Contains(text[_at], StringComparison.Ordinal))
        {
            _at++;
        }

        return text[start.._at];
    }

    private void SkipSpace()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private bool TryTake(char wanted)
    {
        if (_at >= text.Length || text[_at] != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(char wanted, string described)
    {
        if (!TryTake(wanted))
        {
            throw Unexpected(Rest(), described);
        }
    }

    private string Rest() => _at < text.Length ? text[_at..(_at + 1)] : "";

    private static FormatException Unexpected(string found, string expected) =>
        new($"unable to parse requirement: found '{found}', expected: {expected}");
}
