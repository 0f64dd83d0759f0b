using Portcullis.Embedded.Resources;
using Portcullis.Model;

namespace Portcullis.Embedded.Selectors;

/// <summary>The <c>fieldSelector</c> of a request, such as <c>metadata.name=a,status.phase!=Running</c>.</summary>
internal sealed class FieldQuery
{
    private readonly ResourceStrategy _strategy;
    private readonly IReadOnlyList<(string Label, bool Equal, string Value)> _terms;

    private FieldQuery(ResourceStrategy strategy, IReadOnlyList<(string Label, bool Equal, string Value)> terms)
    {
        _strategy = strategy;
        _terms = terms;
    }

    public bool SelectsAll => _terms.Count == 0;

    /// <exception cref="FormatException">The text is no selector, or names a field that this resource cannot be selected by.</exception>
    public static FieldQuery Parse(string? text, ResourceDefinition definition)
    {
        var terms = new List<(string Label, bool Equal, string Value)>();
        foreach (var part in Split(text ?? ""))
        {
            var (label, equal, value) = Term(part, text!);
            if (label is not ("metadata.name" or "metadata.namespace") && !definition.Strategy.SelectableFields.Contains(label))
            {
                throw new FormatException(definition.Strategy.UnknownField(label));
            }

            terms.Add((label, equal, value));
        }

        return new(definition.Strategy, terms);
    }

    /// <summary>The same, and only the object of this name.</summary>
    public FieldQuery AndName(string name) => new(_strategy, [.. _terms, ("metadata.name", true, name)]);

    public bool Matches(KubernetesObject value)
    {
        foreach (var (label, equal, wanted) in _terms)
        {
            var found = label switch
            {
                "metadata.name" => value.Metadata.Name ?? "",
                "metadata.namespace" => value.Metadata.Namespace ?? "",
                _ => _strategy.Field(value, label),
            };
            if (found == wanted != equal)
            {
                return false;
            }
        }

        return true;
    }

    private static (string Label, bool Equal, string Value) Term(string part, string whole)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            throw new FormatException($"invalid selector: '{whole}'; can't understand '{part}'");
        }

        var equal = part[at - 1] != '!';
        var value = part[(at + 1)..];
        if (equal && value.StartsWith('='))
        {
            value = value[1..];
        }

        return (part[..(equal ? at : at - 1)].Trim(), equal, Unescape(value));
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '\\')
            {
                i++;
            }
            else if (i == text.Length || text[i] == ',')
            {
                var part = text[start..Math.Min(i, text.Length)];
                start = i + 1;
                if (part.Length > 0)
                {
                    yield return part;
                }
            }
        }
    }

    private static string Unescape(string value) =>
        value.Contains('\\', StringComparison.Ordinal)
            ? value.Replace("\\,", ",", StringComparison.Ordinal).Replace("\\=", "=", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
            : value;
}
