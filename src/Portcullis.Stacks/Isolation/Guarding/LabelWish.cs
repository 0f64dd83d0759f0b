using Portcullis.Model.Wire.Meta;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Looks for labels that a stack may carry and that some selectors match and others do not.</summary>
/// <param name="fixedLabels">What it carries in any case.</param>
/// <param name="mostSteps">How far to look.</param>
internal sealed class LabelWish(IReadOnlyDictionary<string, string> fixedLabels, int mostSteps)
{
    private const string AnyValue = "any";
    private const int IncarnationLength = 5;

    // Admission refuses them in manifests.
    private static readonly string[] ReservedDomains = ["portcullis.dev", "kubernetes.io", "k8s.io"];

    private int _steps;

    private enum Need
    {
        In,
        NotIn,
        Exists,
        Absent,
    }

    /// <summary>Whether it was given up before every way was tried.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>Looks.</summary>
    /// <param name="must">Selectors that have to match.</param>
    /// <param name="mustNot">Selectors that must not.</param>
    /// <returns>The labels beside, or in place of, those that are fixed; null when there are none.</returns>
    public IReadOnlyDictionary<string, string>? Fulfil(IReadOnlyList<LabelSelector> must, IReadOnlyList<LabelSelector> mustNot) =>
        Escape([.. must.SelectMany(Requirements)], mustNot, 0);

    private static IEnumerable<(string Key, Need Need, IReadOnlyList<string> Values)> Requirements(LabelSelector selector) =>
    [
        .. (selector.MatchLabels ?? new Dictionary<string, string>()).Select(label => (label.Key, Need.In, (IReadOnlyList<string>)[label.Value])),
        .. (selector.MatchExpressions ?? []).Select(one => (one.Key ?? "", one.Operator switch { "In" => Need.In, "NotIn" => Need.NotIn, "Exists" => Need.Exists, _ => Need.Absent }, one.Values ?? [])),
    ];

    // A selector does not match where one of its requirements is not met.
    private IReadOnlyDictionary<string, string>? Escape(List<(string Key, Need Need, IReadOnlyList<string> Values)> needs, IReadOnlyList<LabelSelector> mustNot, int next)
    {
        if (++_steps > mostSteps)
        {
            GaveUp = true;
            return null;
        }

        if (Choose(needs) is not { } labels || next == mustNot.Count)
        {
            return Choose(needs);
        }

        foreach (var (key, need, values) in Requirements(mustNot[next]))
        {
            var other = need switch { Need.In => Need.NotIn, Need.NotIn => Need.In, Need.Exists => Need.Absent, _ => Need.Exists };
            if (Escape([.. needs, (key, other, values)], mustNot, next + 1) is { } escaped)
            {
                return escaped;
            }
        }

        return null;
    }

    private Dictionary<string, string>? Choose(List<(string Key, Need Need, IReadOnlyList<string> Values)> needs)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in needs.GroupBy(need => need.Key, StringComparer.Ordinal))
        {
            var isNeeded = key.Any(need => need.Need is Need.In or Need.Exists);
            var given = fixedLabels.GetValueOrDefault(key.Key);
            if (given is not null && key.All(need => Meets(given, need.Need, need.Values)))
            {
                continue;
            }

            if (given is null && !isNeeded)
            {
                continue;
            }

            var candidates = key.FirstOrDefault(need => need.Need == Need.In).Values ?? [AnyValue, .. Enumerable.Range(0, key.Sum(need => need.Values.Count) + 1).Select(number => $"{AnyValue}-{number}")];
            if (candidates.FirstOrDefault(value => MayCarry(key.Key, value) && key.All(need => Meets(value, need.Need, need.Values))) is not { } value)
            {
                return null;
            }

            chosen[key.Key] = value;
        }

        return chosen;
    }

    private static bool Meets(string value, Need need, IReadOnlyList<string> values) => need switch
    {
        Need.In => values.Contains(value),
        Need.NotIn => !values.Contains(value),
        Need.Exists => true,
        _ => false,
    };

    private static bool MayCarry(string key, string value) => key switch
    {
        StackKeys.ManagedBy or StackKeys.Egress => false,
        StackKeys.Stack => StackId.TryParse(value, out _),
        StackKeys.Incarnation => value.Length == IncarnationLength,
        StackKeys.Profile or StackKeys.Owner or StackKeys.Challenge => true,
        _ => !IsReserved(key),
    };

    private static bool IsReserved(string key) => key.Split('/') is [var domain, _]
        && ReservedDomains.Any(reserved => domain == reserved || domain.EndsWith($".{reserved}", StringComparison.Ordinal));
}
