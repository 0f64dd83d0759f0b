using Portcullis.Embedded.Storage;
using Portcullis.Model.Selectors;

namespace Portcullis.Embedded.Selectors;

/// <summary>Which objects a list or watch is about.</summary>
/// <param name="Namespace">Null for all namespaces and for cluster-scoped resources.</param>
/// <param name="Labels">By label.</param>
/// <param name="Fields">By field.</param>
internal sealed record ObjectQuery(string? Namespace, LabelSelectorMatcher Labels, FieldQuery Fields)
{
    /// <summary>Whether every object of the namespace is meant.</summary>
    public bool SelectsAll => Labels.MatchesEverything && Fields.SelectsAll;

    public bool Matches(StoredObject item) =>
        (Namespace is null || item.Key.Namespace == Namespace) && Labels.Matches(item.Value.Metadata.Labels) && Fields.Matches(item.Value);
}
