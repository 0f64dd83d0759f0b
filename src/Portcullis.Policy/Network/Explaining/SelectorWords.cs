using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.Network.Explaining;

/// <summary>Label selectors and what they make of labels, in words.</summary>
internal static class SelectorWords
{
    /// <summary><c>role=db</c>, or <c>everything</c>.</summary>
    public static string Describe(LabelSelector selector)
    {
        var matcher = LabelSelectorMatcher.Compile(selector);
        return matcher.MatchesEverything ? "everything" : matcher.ToString();
    }

    /// <summary>The first requirement that fails, as <c>it lacks the label role</c>; null when all hold.</summary>
    public static string? FirstFailure(LabelSelector selector, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in LabelSelectorMatcher.Compile(selector).Requirements)
        {
            if (!requirement.Matches(labels))
            {
                return labels.TryGetValue(requirement.Key, out var value)
                    ? $"it has the label {requirement.Key}={value}"
                    : $"it lacks the label {requirement.Key}";
            }
        }

        return null;
    }

    /// <summary>The keys whose absence alone makes a NotIn or DoesNotExist hold: what surprises people most.</summary>
    public static IEnumerable<string> HeldByAbsence(LabelSelector selector, IReadOnlyDictionary<string, string> labels) =>
        from requirement in LabelSelectorMatcher.Compile(selector).Requirements
        where requirement.Operator is LabelOperator.NotIn && !labels.ContainsKey(requirement.Key)
        select requirement.Key;
}
