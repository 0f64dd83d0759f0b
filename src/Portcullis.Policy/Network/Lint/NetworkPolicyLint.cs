using Portcullis.Policy.Network.Lint.Rules;

namespace Portcullis.Policy.Network.Lint;

/// <summary>Looks network policies over for what the API server refuses, and for what it takes but does not do what it seems to. Pure.</summary>
public static class NetworkPolicyLint
{
    /// <summary>Every rule, in the order in which findings about the same object are told.</summary>
    internal static IReadOnlyList<ILintRule> Rules { get; } =
    [
        new InvalidObjectRule(),
        new UnknownFieldRule(),
        new EmptyRuleRule(),
        new EmptyListRule(),
        new SplitPeerRule(),
        new SplitRuleRule(),
        new RulesWithoutTypeRule(),
        new IngressDeniedUnaskedRule(),
        new SelectsNoPodRule(),
        new SelectsHostNetworkRule(),
        new PeerMatchesNothingRule(),
        new MatchesUnlabelledRule(),
        new NameLabelMissingRule(),
        new BlockCoversClusterRule(),
        new BlockOfAbsentFamilyRule(),
        new UnclearBlockRule(),
        new UnknownPortNameRule(),
        new ServicePortRule(),
        new EgressWithoutDnsRule(),
        new ShadowedRule(),
    ];

    /// <summary>Looks.</summary>
    /// <param name="subject">The policies and what is known around them.</param>
    /// <returns>The findings: by policy in the order given, then by rule.</returns>
    public static IReadOnlyList<LintFinding> Check(LintSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var context = new LintContext(subject);
        var order = subject.Policies.Select((policy, index) => (Name: Model.Names.NamespacedName.Of(policy.Metadata).ToString(), index))
            .DistinctBy(entry => entry.Name, StringComparer.Ordinal).ToDictionary(entry => entry.Name, entry => entry.index, StringComparer.Ordinal);
        return [.. Rules.SelectMany(rule => rule.Check(context)).OrderBy(finding => order.GetValueOrDefault(finding.Object, int.MaxValue))];
    }
}
