using Portcullis.Model.Selectors;

namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>What can be told of selectors without any labels at hand.</summary>
internal static class SelectorLogic
{
    /// <summary>The key whose conditions no value can meet; null when there is none.</summary>
    /// <param name="selector">The selector.</param>
    public static string? Contradiction(LabelSelectorMatcher selector) =>
        selector.Requirements.GroupBy(requirement => requirement.Key, StringComparer.Ordinal).FirstOrDefault(IsImpossible)?.Key;

    /// <summary>Whether whatever the one matches, the other matches too. Sound, not complete: false may also mean that it cannot be told.</summary>
    /// <param name="narrow">The one.</param>
    /// <param name="wide">The other.</param>
    public static bool IsWithin(LabelSelectorMatcher narrow, LabelSelectorMatcher wide) =>
        wide.Requirements.All(condition => narrow.Requirements.Any(given => Implies(given, condition)));

    /// <summary>Whether labels without the key pass a condition.</summary>
    /// <param name="requirement">The condition.</param>
    public static bool PassesWithoutKey(LabelRequirement requirement) => requirement.Operator is LabelOperator.NotIn or LabelOperator.NotEqual or LabelOperator.DoesNotExist;

    private static bool IsImpossible(IEnumerable<LabelRequirement> requirements)
    {
        HashSet<string>? left = null;
        var mustBeAbsent = false;
        var mustBePresent = false;
        foreach (var requirement in requirements)
        {
            mustBeAbsent |= requirement.Operator == LabelOperator.DoesNotExist;
            mustBePresent |= !PassesWithoutKey(requirement);
            if (IsPositive(requirement))
            {
                left = left is null ? [.. requirement.Values] : [.. left.Intersect(requirement.Values, StringComparer.Ordinal)];
            }
        }

        foreach (var requirement in requirements.Where(requirement => requirement.Operator is LabelOperator.NotIn or LabelOperator.NotEqual))
        {
            left?.ExceptWith(requirement.Values);
        }

        return left is { Count: 0 } || (mustBeAbsent && mustBePresent);
    }

    private static bool Implies(LabelRequirement given, LabelRequirement condition)
    {
        if (given.Key != condition.Key)
        {
            return false;
        }

        return condition.Operator switch
        {
            LabelOperator.Exists => !PassesWithoutKey(given),
            LabelOperator.DoesNotExist => given.Operator == LabelOperator.DoesNotExist,
            LabelOperator.NotIn or LabelOperator.NotEqual => given.Operator == LabelOperator.DoesNotExist
                || (IsPositive(given) && !given.Values.Intersect(condition.Values, StringComparer.Ordinal).Any())
                || (given.Operator is LabelOperator.NotIn or LabelOperator.NotEqual && condition.Values.All(given.Values.Contains)),
            _ => IsPositive(given) && given.Values.All(condition.Values.Contains),
        };
    }

    private static bool IsPositive(LabelRequirement requirement) => requirement.Operator is LabelOperator.In or LabelOperator.Equal or LabelOperator.DoubleEqual;
}
