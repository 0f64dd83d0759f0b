using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Selectors;

/// <summary>A label selector made ready for matching: every requirement must hold. Immutable and safe to share between threads.</summary>
public sealed class LabelSelectorMatcher
{
    private readonly LabelRequirement[] _requirements;
    private readonly bool _matchesNothing;

    /// <summary>INVARIANT: requirements are sorted by key, so that equal selectors print alike.</summary>
    internal LabelSelectorMatcher(IEnumerable<LabelRequirement> requirements, bool matchesNothing = false)
    {
        _requirements = [.. requirements.OrderBy(requirement => requirement.Key, StringComparer.Ordinal)];
        _matchesNothing = matchesNothing;
    }

    /// <summary>Matches all labels, and the absence of any.</summary>
    public static LabelSelectorMatcher Everything { get; } = new([]);

    /// <summary>Matches no labels.</summary>
    public static LabelSelectorMatcher Nothing { get; } = new([], matchesNothing: true);

    /// <summary>What must hold, sorted by key; empty for <see cref="Everything"/> and <see cref="Nothing"/>.</summary>
    public IReadOnlyList<LabelRequirement> Requirements => _requirements;

    /// <summary>True when it matches whatever it is given.</summary>
    public bool MatchesEverything => _requirements.Length == 0 && !_matchesNothing;

    /// <summary>Compiles a wire selector.</summary>
    /// <param name="selector">The selector. An empty one matches everything; null, as in Kubernetes, nothing: where an absent selector means something else (NetworkPolicy's <c>spec.podSelector</c>), the caller says so.</param>
    /// <exception cref="FormatException">The selector is invalid.</exception>
    public static LabelSelectorMatcher Compile(LabelSelector? selector) =>
        TryCompile(selector, out var matcher, out var error) ? matcher : throw new FormatException(error);

    /// <summary>Compiles a wire selector.</summary>
    /// <param name="selector">As for <see cref="Compile"/>.</param>
    /// <param name="matcher">The compiled form; <see cref="Nothing"/> when this is false.</param>
    /// <param name="error">What is wrong, as the API server words it; null when this is true.</param>
    public static bool TryCompile(LabelSelector? selector, out LabelSelectorMatcher matcher, [NotNullWhen(false)] out string? error)
    {
        matcher = Nothing;
        error = null;
        if (selector is null)
        {
            return true;
        }

        List<LabelRequirement> requirements = [];
        foreach (var (key, value) in selector.MatchLabels ?? ReadOnlyDictionary<string, string>.Empty)
        {
            if (!TryAdd(requirements, key, LabelOperator.Equal, [value], out error))
            {
                return false;
            }
        }

        foreach (var expression in selector.MatchExpressions ?? [])
        {
            if (ToOperator(expression.Operator) is not { } known)
            {
                error = $"{FieldValue.Quote(expression.Operator ?? "")} is not a valid label selector operator";
                return false;
            }

            if (!TryAdd(requirements, expression.Key ?? "", known, [.. expression.Values ?? []], out error))
            {
                return false;
            }
        }

        matcher = requirements.Count == 0 ? Everything : new LabelSelectorMatcher(requirements);
        return true;
    }

    /// <summary>True when every requirement holds.</summary>
    /// <param name="labels">The labels of an object; null has none.</param>
    public bool Matches(IReadOnlyDictionary<string, string>? labels)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }

        return !_matchesNothing;
    }

    /// <summary>As in a query, sorted by key; empty for <see cref="Everything"/> and <see cref="Nothing"/>.</summary>
    public override string ToString() => string.Join(',', _requirements.AsEnumerable());

    private static bool TryAdd(List<LabelRequirement> requirements, string key, LabelOperator @operator, string[] values, [NotNullWhen(false)] out string? error)
    {
        if (!LabelRequirementRules.TryMake(key, @operator, values, out var requirement, out error))
        {
            return false;
        }

        requirements.Add(requirement);
        return true;
    }

    private static LabelOperator? ToOperator(string? text) => text switch
    {
        "In" => LabelOperator.In,
        "NotIn" => LabelOperator.NotIn,
        "Exists" => LabelOperator.Exists,
        "DoesNotExist" => LabelOperator.DoesNotExist,
        _ => null,
    };
}
