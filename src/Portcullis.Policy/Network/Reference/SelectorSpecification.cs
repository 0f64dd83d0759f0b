using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.Network.Reference;

/// <summary>What a label selector matches, word by word. An empty selector matches everything; all that it says must hold.</summary>
internal static class SelectorSpecification
{
    public static bool Matches(LabelSelector selector, IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, value) in selector.MatchLabels ?? NoLabels)
        {
            if (!labels.TryGetValue(key, out var actual) || actual != value)
            {
                return false;
            }
        }

        foreach (var expression in selector.MatchExpressions ?? [])
        {
            if (!Holds(expression, labels))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>NotIn and DoesNotExist hold where the key is absent. The empty string is a value.</summary>
    public static bool Holds(LabelSelectorRequirement expression, IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(expression.Key!, out var actual);
        return expression.Operator switch
        {
            "In" => present && expression.Values!.Contains(actual),
            "NotIn" => !present || !expression.Values!.Contains(actual),
            "Exists" => present,
            "DoesNotExist" => !present,
            _ => throw new ArgumentException($"the operator {expression.Operator} was not validated", nameof(expression)),
        };
    }

    private static readonly Dictionary<string, string> NoLabels = [];
}
