using System.Buffers;

namespace Portcullis.Model.Selectors;

/// <summary>What a piece of a label selector's text is.</summary>
internal enum LabelSelectorTokenKind
{
    End,
    Identifier,
    Comma,
    Open,
    Close,
    Not,
    Equal,
    DoubleEqual,
    NotEqual,
    Greater,
    Less,
    In,
    NotIn,
}

/// <summary>A piece of a label selector's text.</summary>
internal readonly record struct LabelSelectorToken(LabelSelectorTokenKind Kind, string Text);

/// <summary>Cuts the text of a label selector into tokens as apimachinery's lexer does, so that errors name the same piece.</summary>
internal static class LabelSelectorLexer
{
    private static readonly SearchValues<char> WordEnds = SearchValues.Create("=!(),>< \t\r\n\0");

    /// <summary>All tokens; the last one is <see cref="LabelSelectorTokenKind.End"/>.</summary>
    public static IReadOnlyList<LabelSelectorToken> Scan(string text)
    {
        List<LabelSelectorToken> tokens = [];
        var rest = text.AsSpan();
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n");
            // A NUL ends the text for upstream, too.
            if (rest.IsEmpty || rest[0] == '\0')
            {
                tokens.Add(new(LabelSelectorTokenKind.End, ""));
                return tokens;
            }

            tokens.Add(IsSymbol(rest[0]) ? TakeSymbol(ref rest) : TakeWord(ref rest));
        }
    }

    private static LabelSelectorToken TakeWord(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(WordEnds);
        var word = (end < 0 ? rest : rest[..end]).ToString();
        rest = rest[word.Length..];
        return word switch
        {
            "in" => new(LabelSelectorTokenKind.In, word),
            "notin" => new(LabelSelectorTokenKind.NotIn, word),
            _ => new(LabelSelectorTokenKind.Identifier, word),
        };
    }

    // The longest run of symbols that is a token: "==" before "=", "!=" before "!".
    private static LabelSelectorToken TakeSymbol(ref ReadOnlySpan<char> rest)
    {
        var (kind, length) = rest switch
        {
            ['=', '=', ..] => (LabelSelectorTokenKind.DoubleEqual, 2),
            ['!', '=', ..] => (LabelSelectorTokenKind.NotEqual, 2),
            ['=', ..] => (LabelSelectorTokenKind.Equal, 1),
            ['!', ..] => (LabelSelectorTokenKind.Not, 1),
            ['(', ..] => (LabelSelectorTokenKind.Open, 1),
            [')', ..] => (LabelSelectorTokenKind.Close, 1),
            [',', ..] => (LabelSelectorTokenKind.Comma, 1),
            ['>', ..] => (LabelSelectorTokenKind.Greater, 1),
            _ => (LabelSelectorTokenKind.Less, 1),
        };
        var text = rest[..length].ToString();
        rest = rest[length..];
        return new(kind, text);
    }

    private static bool IsSymbol(char c) => c is '=' or '!' or '(' or ')' or ',' or '>' or '<';
}
