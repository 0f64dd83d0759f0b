using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Portcullis.Model.Selectors;

/// <summary>One condition of a field selector: a field, by its path, has a value or has another one.</summary>
/// <param name="Field">The path, such as <c>metadata.name</c>.</param>
/// <param name="Negated">True for <c>!=</c>.</param>
/// <param name="Value">The value, without escapes; may be empty.</param>
public readonly record struct FieldRequirement(string Field, bool Negated, string Value)
{
    /// <summary>As in a query, with escapes.</summary>
    public override string ToString() => $"{Field}{(Negated ? "!=" : "=")}{FieldSelectorText.Escape(Value)}";
}

/// <summary>
/// Field selectors as text, the <c>fieldSelector</c> of a query: <c>metadata.name=x,status.phase!=Running</c>.
/// Which fields exist is for the resource to say.
/// <see href="https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/"/>
/// </summary>
public static class FieldSelectorText
{
    private static readonly string[] Operators = ["!=", "==", "="];

    /// <summary>Reads a selector as apimachinery's <c>fields.ParseSelector</c> does.</summary>
    /// <param name="text">The text; empty or null has no conditions.</param>
    /// <param name="requirements">What must hold, sorted by their text; empty when this is false.</param>
    /// <param name="error">What is wrong, in upstream's words; null when this is true.</param>
    public static bool TryParse(string? text, out IReadOnlyList<FieldRequirement> requirements, [NotNullWhen(false)] out string? error)
    {
        List<FieldRequirement> found = [];
        requirements = [];
        error = null;
        foreach (var term in SplitTerms(text ?? "").Order(StringComparer.Ordinal))
        {
            if (term.Length == 0)
            {
                continue;
            }

            if (!TrySplit(term, out var field, out var negated, out var escaped))
            {
                error = $"invalid selector: '{text}'; can't understand '{term}'";
                return false;
            }

            if (!TryUnescape(escaped, out var value, out error))
            {
                return false;
            }

            found.Add(new(field, negated, value));
        }

        requirements = found;
        return true;
    }

    /// <summary>Writes conditions as text that reads back as the same ones.</summary>
    /// <param name="requirements">The conditions.</param>
    public static string Format(IEnumerable<FieldRequirement> requirements) => string.Join(',', requirements);

    /// <summary>A value with <c>\</c>, <c>,</c> and <c>=</c> escaped by a backslash.</summary>
    /// <param name="value">The value.</param>
    public static string Escape(string value) => value
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace(",", @"\,", StringComparison.Ordinal)
        .Replace("=", @"\=", StringComparison.Ordinal);

    // At commas that no backslash precedes; the backslashes stay.
    private static List<string> SplitTerms(string text)
    {
        List<string> terms = [];
        var start = 0;
        var escaped = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ',' && !escaped)
            {
                terms.Add(text[start..i]);
                start = i + 1;
            }

            escaped = text[i] == '\\' && !escaped;
        }

        terms.Add(text[start..]);
        return terms;
    }

    // Fields have no escapes: the first operator is the operator.
    private static bool TrySplit(string term, out string field, out bool negated, out string value)
    {
        for (var i = 0; i < term.Length; i++)
        {
            foreach (var candidate in Operators)
            {
                if (term.AsSpan(i).StartsWith(candidate, StringComparison.Ordinal))
                {
                    (field, negated, value) = (term[..i], candidate == "!=", term[(i + candidate.Length)..]);
                    return true;
                }
            }
        }

        (field, negated, value) = ("", false, "");
        return false;
    }

    private static bool TryUnescape(string escaped, out string value, [NotNullWhen(false)] out string? error)
    {
        var text = new StringBuilder(escaped.Length);
        value = "";
        for (var i = 0; i < escaped.Length; i++)
        {
            switch (escaped[i])
            {
                case '\\':
                    i++;
                    if (i == escaped.Length || escaped[i] is not ('\\' or ',' or '='))
                    {
                        error = $@"invalid field selector: invalid escape sequence: \{(i < escaped.Length ? escaped[i] : "")}";
                        return false;
                    }

                    break;
                case ',' or '=':
                    // Upstream, too, shows the number of the character.
                    error = $"invalid field selector: unescaped character in value: {(int)escaped[i]}";
                    return false;
                default:
                    break;
            }

            text.Append(escaped[i]);
        }

        value = text.ToString();
        error = null;
        return true;
    }
}
