using Kind = Portcullis.Model.Selectors.LabelSelectorTokenKind;

namespace Portcullis.Model.Selectors;

/// <summary>Reads the tokens of a label selector, left to right, without recursion.</summary>
internal sealed class LabelSelectorParser(string text)
{
    private readonly IReadOnlyList<LabelSelectorToken> _tokens = LabelSelectorLexer.Scan(text);
    private int _position;

    // As a key or a value, "in" and "notin" are words like any other; only between the two they are operators.
    private LabelSelectorToken Next => AsWord(_tokens[_position]);

    /// <summary>All requirements, in the order of the text.</summary>
    /// <exception cref="Refused">The text is no selector.</exception>
    public IReadOnlyList<LabelRequirement> Parse()
    {
        List<LabelRequirement> requirements = [];
        if (Next.Kind == Kind.End)
        {
            return requirements;
        }

        if (Next.Kind is not (Kind.Identifier or Kind.Not))
        {
            throw new Refused($"found '{Next.Text}', expected: !, identifier, or 'end of string'");
        }

        while (true)
        {
            requirements.Add(Requirement());
            var separator = Take();
            if (separator.Kind == Kind.End)
            {
                return requirements;
            }

            if (separator.Kind != Kind.Comma)
            {
                throw new Refused($"found '{separator.Text}', expected: ',' or 'end of string'");
            }

            if (Next.Kind is not (Kind.Identifier or Kind.Not))
            {
                throw new Refused($"found '{Next.Text}', expected: identifier after ','");
            }
        }
    }

    private LabelRequirement Requirement()
    {
        var negated = Next.Kind == Kind.Not;
        if (negated)
        {
            Take();
        }

        var key = Take();
        if (key.Kind != Kind.Identifier)
        {
            throw InRequirement($"found '{key.Text}', expected: identifier");
        }

        if (LabelRequirementRules.CheckKey(key.Text, "<nil>") is { } badKey)
        {
            throw InRequirement(badKey.ToString());
        }

        // After "!" whatever follows the key is left for the caller, who will ask for a comma.
        if (negated || Next.Kind is Kind.End or Kind.Comma)
        {
            return Make(key.Text, negated ? LabelOperator.DoesNotExist : LabelOperator.Exists, []);
        }

        var @operator = Operator();
        return Make(key.Text, @operator, @operator is LabelOperator.In or LabelOperator.NotIn ? ValueSet() : [ExactValue()]);
    }

    private static LabelRequirement Make(string key, LabelOperator @operator, string[] values) =>
        LabelRequirementRules.TryMake(key, @operator, values, out var requirement, out var error) ? requirement : throw InRequirement(error);

    private LabelOperator Operator()
    {
        var token = _tokens[_position++];
        return token.Kind switch
        {
            Kind.In => LabelOperator.In,
            Kind.NotIn => LabelOperator.NotIn,
            Kind.Equal => LabelOperator.Equal,
            Kind.DoubleEqual => LabelOperator.DoubleEqual,
            Kind.NotEqual => LabelOperator.NotEqual,
            Kind.Greater => LabelOperator.GreaterThan,
            Kind.Less => LabelOperator.LessThan,
            _ => throw InRequirement($"found '{token.Text}', expected: in, notin, =, ==, !=, gt, lt"),
        };
    }

    private string ExactValue()
    {
        if (Next.Kind is Kind.End or Kind.Comma)
        {
            return "";
        }

        var value = Take();
        return value.Kind == Kind.Identifier ? value.Text : throw InRequirement($"found '{value.Text}', expected: identifier");
    }

    private string[] ValueSet()
    {
        var open = Take();
        if (open.Kind != Kind.Open)
        {
            throw InRequirement($"found '{open.Text}' expected: '('");
        }

        if (Next.Kind == Kind.Close)
        {
            Take();
            return [""];
        }

        if (Next.Kind is not (Kind.Identifier or Kind.Comma))
        {
            throw InRequirement($"found '{Next.Text}', expected: ',', ')' or identifier");
        }

        var values = new SortedSet<string>(StringComparer.Ordinal);
        TakeValues(values);
        return [.. values];
    }

    // Commas with nothing between or beside them stand for the empty value; but upstream refuses "(,,)".
    private void TakeValues(SortedSet<string> values)
    {
        do
        {
            var token = Take();
            if (token.Kind == Kind.Identifier)
            {
                values.Add(token.Text);
                if (Next.Kind is not (Kind.Comma or Kind.Close))
                {
                    throw InRequirement($"found '{Next.Text}', expected: ',' or ')'");
                }
            }
            else if (token.Kind == Kind.Comma)
            {
                TakeEmptyValues(values);
            }
            else
            {
                throw InRequirement($"found '{token.Text}', expected: ',', or identifier");
            }
        }
        while (Next.Kind != Kind.Close);
        Take();
    }

    private void TakeEmptyValues(SortedSet<string> values)
    {
        if (values.Count == 0 || Next.Kind is Kind.Comma or Kind.Close)
        {
            values.Add("");
        }

        if (Next.Kind == Kind.Comma)
        {
            Take();
            if (Next.Kind == Kind.Close)
            {
                throw InRequirement("found ')', expected: ',', or identifier");
            }
        }
    }

    private LabelSelectorToken Take() => AsWord(_tokens[_position++]);

    private static LabelSelectorToken AsWord(LabelSelectorToken token) =>
        token.Kind is Kind.In or Kind.NotIn ? token with { Kind = Kind.Identifier } : token;

    private static Refused InRequirement(string message) => new($"unable to parse requirement: {message}");

    /// <summary>Ends a parse; never leaves <see cref="LabelSelectorText"/>.</summary>
    internal sealed class Refused(string message) : Exception(message);
}
