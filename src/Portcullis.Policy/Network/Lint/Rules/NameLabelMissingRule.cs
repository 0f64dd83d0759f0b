using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Lint.Rules;

/// <summary>Policies that select namespaces by name where the API server never wrote the name down.</summary>
/// <remarks>It does since Kubernetes 1.21. Before, a namespace that is listed under <c>NotIn</c> is let in.</remarks>
internal sealed class NameLabelMissingRule : ILintRule
{
    /// <summary>The label that holds the name of a namespace.</summary>
    public const string Label = ObjectNames.NamespaceNameLabel;

    public IEnumerable<LintFinding> Check(LintContext context)
    {
        var lacking = context.Subject.Namespaces.Where(ns => ns.Metadata.Labels?.ContainsKey(Label) != true).ToList();
        return lacking.Count == 0 ? [] :
            from policy in context.Policies
            from rule in policy.EffectiveRules
            from peer in rule.Peers
            where peer.Namespaces is not null
            from requirement in peer.Namespaces!.Requirements
            where requirement.Key == Label
            from message in Messages(rule, peer, requirement, lacking)
            select LintText.Finding(policy, LintCodes.NameLabelMissing, $"{peer.Path}.namespaceSelector", message, $"label the namespaces (kubectl label namespace NAME {Label}=NAME), or select by a label of your own that they all have");
    }

    private static IEnumerable<string> Messages(LintRuleEntry rule, LintPeer peer, LabelRequirement requirement, List<Namespace> lacking)
    {
        if (!SelectorLogic.PassesWithoutKey(requirement))
        {
            var meant = lacking.Where(ns => requirement.Operator == LabelOperator.Exists || requirement.Values.Contains(ns.Metadata.Name ?? "")).ToList();
            return meant.Count == 0 ? [] : [$"{Have(meant)} no label \"{Label}\" (Kubernetes sets it since 1.21), so \"{requirement}\" does not match {Them(meant)}: traffic {LintText.Toward(rule.Direction)} {Them(meant)} is not allowed by this entry"];
        }

        var passing = lacking.Where(ns => peer.Namespaces!.Matches(ns.Metadata.Labels)).ToList();
        var excluded = passing.Where(ns => requirement.Values.Contains(ns.Metadata.Name ?? "")).ToList();
        if (excluded.Count > 0)
        {
            return [$"{Have(excluded)} no label \"{Label}\" (Kubernetes sets it since 1.21), and what lacks the label passes \"{requirement}\": traffic {LintText.Toward(rule.Direction)} {LintText.Listed(excluded.Select(NameOf))} is allowed, though excluded by name"];
        }

        return passing.Count == 0 ? [] : [$"{Have(passing)} no label \"{Label}\" (Kubernetes sets it since 1.21) and {(passing.Count == 1 ? "passes" : "pass")} \"{requirement}\" whatever {(passing.Count == 1 ? "its name" : "their names")}"];
    }

    private static string Have(List<Namespace> namespaces) =>
        $"{(namespaces.Count == 1 ? "the namespace" : "the namespaces")} {LintText.Listed(namespaces.Select(NameOf))} {(namespaces.Count == 1 ? "has" : "have")}";

    private static string Them(List<Namespace> namespaces) => namespaces.Count == 1 ? "it" : "them";

    private static string NameOf(Namespace ns) => ns.Metadata.Name ?? "";
}
