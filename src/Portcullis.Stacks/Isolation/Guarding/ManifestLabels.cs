using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>
/// The sets of labels that a stack still to be made may carry and that policies tell apart. A path needs at most one rule
/// that lets out and one that lets in, so labels are tried that satisfy one selector of each sort, or that escape every
/// policy of a direction: whatever else selects the same pod only adds to it.
/// </summary>
internal static class ManifestLabels
{
    /// <summary>More are not tried, and that is said.</summary>
    public const int Most = 64;

    private const int MostPairs = 4_096;
    private const int MostSteps = 2_000;

    /// <summary>The sets, each to be added to what every stack carries; without the empty one.</summary>
    /// <param name="policies">Every policy.</param>
    /// <param name="stackNamespace">The namespace of stacks, with its labels.</param>
    /// <param name="fixedLabels">What every stack of a kind carries.</param>
    /// <param name="isComplete">Whether there are no more than are tried.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(
        IReadOnlyCollection<NetworkPolicy> policies, Namespace stackNamespace, IReadOnlyDictionary<string, string> fixedLabels, out bool isComplete)
    {
        var own = policies.Where(policy => policy.Metadata.Namespace == stackNamespace.Metadata.Name).ToList();
        List<(IReadOnlyList<LabelSelector> Must, IReadOnlyList<LabelSelector> MustNot)> first =
        [
            ([], []),
            .. Distinct(own.Select(policy => policy.Spec?.PodSelector)).Select(selector => ((IReadOnlyList<LabelSelector>)[selector], (IReadOnlyList<LabelSelector>)[])),
            .. ((string[])["Ingress", "Egress"]).Select(type => ((IReadOnlyList<LabelSelector>)[], (IReadOnlyList<LabelSelector>)[.. own.Where(policy => Isolates(policy, type)).Select(policy => policy.Spec?.PodSelector ?? new())])),
        ];
        List<IReadOnlyList<LabelSelector>> second = [[], .. Distinct(policies.SelectMany(policy => Peers(policy, stackNamespace))).Select(selector => (IReadOnlyList<LabelSelector>)[selector])];
        var found = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        isComplete = (long)first.Count * second.Count <= MostPairs;
        foreach (var (must, mustNot) in first)
        {
            foreach (var peer in second)
            {
                if (found.Count > Most)
                {
                    isComplete = false;
                    return [.. found.Values.Take(Most)];
                }

                var wish = new LabelWish(fixedLabels, MostSteps);
                if (wish.Fulfil([.. must, .. peer], mustNot) is { Count: > 0 } labels)
                {
                    found.TryAdd(Words(labels), labels);
                }

                isComplete &= !wish.GaveUp;
            }
        }

        return [.. found.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)];
    }

    /// <summary>Labels in words: <c>app=web,tier</c>.</summary>
    public static string Words(IReadOnlyDictionary<string, string> labels) =>
        string.Join(",", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    private static IEnumerable<LabelSelector> Distinct(IEnumerable<LabelSelector?> selectors) =>
        selectors.OfType<LabelSelector>().Where(selector => selector.MatchLabels is { Count: > 0 } || selector.MatchExpressions is { Count: > 0 }).DistinctBy(Key, StringComparer.Ordinal);

    private static string Key(LabelSelector selector) =>
        $"{Words(selector.MatchLabels ?? new Dictionary<string, string>())};{string.Join(";", (selector.MatchExpressions ?? []).Select(one => $"{one.Key} {one.Operator} {string.Join(",", one.Values ?? [])}"))}";

    private static bool Isolates(NetworkPolicy policy, string type) =>
        policy.Spec?.PolicyTypes is { Count: > 0 } types ? types.Contains(type) : type == "Ingress" || policy.Spec?.Egress is { Count: > 0 };

    // Those that may mean stacks: of their own namespace, or of one that may be theirs.
    private static IEnumerable<LabelSelector?> Peers(NetworkPolicy policy, Namespace stacks) =>
        from peer in PolicyPeers.Of(policy)
        where peer.PodSelector is not null && (peer.NamespaceSelector is { } spaces ? MayMatch(spaces, stacks) : policy.Metadata.Namespace == stacks.Metadata.Name)
        select peer.PodSelector;

    private static bool MayMatch(LabelSelector selector, Namespace space) =>
        (selector.MatchLabels ?? new Dictionary<string, string>()).All(label => space.Metadata.Labels?.GetValueOrDefault(label.Key) == label.Value)
        && (selector.MatchExpressions ?? []).All(one => space.Metadata.Labels?.GetValueOrDefault(one.Key ?? "") is { } value
            ? one.Operator switch { "In" => one.Values?.Contains(value) == true, "NotIn" => one.Values?.Contains(value) != true, "DoesNotExist" => false, _ => true }
            : one.Operator is not ("In" or "Exists"));
}
