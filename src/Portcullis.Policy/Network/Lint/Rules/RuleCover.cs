using Portcullis.Model.Addresses;

namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>Whether one rule allows all that another allows, by their texts and the labels of the one namespace that both belong to.</summary>
/// <param name="ownLabels">The labels of that namespace; null where they are not known.</param>
internal sealed class RuleCover(IReadOnlyDictionary<string, string>? ownLabels)
{
    /// <summary>Sound, not complete: false may also mean that it cannot be told.</summary>
    /// <param name="wide">The rule that may allow more.</param>
    /// <param name="narrow">The rule that may allow less.</param>
    public bool Covers(LintRuleEntry wide, LintRuleEntry narrow) => CoversPorts(wide, narrow) && CoversPeers(wide, narrow);

    private static bool CoversPorts(LintRuleEntry wide, LintRuleEntry narrow) =>
        wide.Ports.Count == 0 || (narrow.Ports.Count > 0 && narrow.Ports.All(port => wide.Ports.Any(other => Covers(other, port))));

    private bool CoversPeers(LintRuleEntry wide, LintRuleEntry narrow) =>
        wide.Peers.Count == 0 || (narrow.Peers.Count > 0 && narrow.Peers.All(peer => wide.Peers.Any(other => Covers(other, peer))));

    private static bool Covers(LintPort wide, LintPort narrow) =>
        wide.Protocol == narrow.Protocol
        && (wide.IsAll || (wide.Name is not null ? wide.Name == narrow.Name : narrow is { Name: null, IsAll: false } && narrow.First >= wide.First && narrow.Last <= wide.Last));

    private bool Covers(LintPeer wide, LintPeer narrow)
    {
        if (wide.Block is not null || narrow.Block is not null)
        {
            return wide.Block is not null && narrow.Block is not null && Covers(wide.Block, narrow.Block);
        }

        var namespaces = (wide.Namespaces, narrow.Namespaces) switch
        {
            (null, null) => true,
            (null, _) => false,
            // Without a namespace selector the pods are of the policy's own namespace.
            (_, null) => wide.Namespaces.MatchesEverything || (ownLabels is not null && wide.Namespaces.Matches(ownLabels)),
            _ => SelectorLogic.IsWithin(narrow.Namespaces, wide.Namespaces),
        };
        return namespaces && (wide.Pods is null || wide.Pods.MatchesEverything || (narrow.Pods is not null && SelectorLogic.IsWithin(narrow.Pods, wide.Pods)));
    }

    /// <summary>Inside, and whatever the wide one leaves out the narrow one leaves out too or never had.</summary>
    private static bool Covers(LintBlock wide, LintBlock narrow) =>
        AddressRanges.Covers(wide.Network, narrow.Network)
        && wide.Except.All(hole => narrow.Except.Any(other => AddressRanges.Covers(other, hole))
            || !(AddressRanges.Covers(narrow.Network, hole) || AddressRanges.Covers(hole, narrow.Network)));
}
