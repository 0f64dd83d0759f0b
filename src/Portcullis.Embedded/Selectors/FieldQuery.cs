using Portcullis.Embedded.Resources;
using Portcullis.Model.Selectors;
using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Selectors;

/// <summary>The <c>fieldSelector</c> of a request, such as <c>metadata.name=a,status.phase!=Running</c>.</summary>
internal sealed class FieldQuery
{
    private readonly ResourceStrategy _strategy;
    private readonly IReadOnlyList<FieldRequirement> _terms;

    private FieldQuery(ResourceStrategy strategy, IReadOnlyList<FieldRequirement> terms)
    {
        _strategy = strategy;
        _terms = terms;
    }

    public bool SelectsAll => _terms.Count == 0;

    /// <exception cref="FormatException">The text is no selector, or names a field that this resource cannot be selected by.</exception>
    public static FieldQuery Parse(string? text, ResourceDefinition definition)
    {
        if (!FieldSelectorText.TryParse(text, out var terms, out var error))
        {
            throw new FormatException(error);
        }

        foreach (var term in terms)
        {
            if (term.Field is not ("metadata.name" or "metadata.namespace") && !definition.Strategy.SelectableFields.Contains(term.Field))
            {
                throw new FormatException(definition.Strategy.UnknownField(term.Field));
            }
        }

        return new(definition.Strategy, terms);
    }

    /// <summary>The same, and only the object of this name.</summary>
    public FieldQuery AndName(string name) => new(_strategy, [.. _terms, new FieldRequirement("metadata.name", false, name)]);

    public bool Matches(KubernetesObject value)
    {
        foreach (var (field, negated, wanted) in _terms)
        {
            var found = field switch
            {
                "metadata.name" => value.Metadata.Name ?? "",
                "metadata.namespace" => value.Metadata.Namespace ?? "",
                _ => _strategy.Field(value, field),
            };
            if (found == wanted == negated)
            {
                return false;
            }
        }

        return true;
    }
}
