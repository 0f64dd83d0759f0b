using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Reading;

namespace Portcullis.Policy.Network.Lint;

/// <summary>A sound policy, compiled.</summary>
internal sealed class LintPolicy
{
    private LintPolicy(NetworkPolicy written, NetworkPolicySpec spec, IReadOnlyList<Pod> pods)
    {
        Written = written;
        Name = ObjectNames.Of(written);
        Selector = LabelSelectorMatcher.Compile(spec.PodSelector ?? new LabelSelector());
        Selected = [.. pods.Where(pod => ObjectNames.Of(pod).Namespace == Name.Namespace && Selector.Matches(pod.Metadata.Labels))];
        Types = [.. spec.PolicyTypes ?? []];
        Rules =
        [
            .. (spec.Ingress ?? []).Select((rule, i) => new LintRuleEntry("Ingress", $"spec.ingress[{i}]", "from", rule.From, rule.Ports)),
            .. (spec.Egress ?? []).Select((rule, i) => new LintRuleEntry("Egress", $"spec.egress[{i}]", "to", rule.To, rule.Ports)),
        ];
    }

    /// <summary>The policy as written.</summary>
    public NetworkPolicy Written { get; }

    /// <summary>Its name.</summary>
    public NamespacedName Name { get; }

    /// <summary>Which pods of its namespace it selects.</summary>
    public LabelSelectorMatcher Selector { get; }

    /// <summary>The pods that it selects.</summary>
    public IReadOnlyList<Pod> Selected { get; }

    /// <summary>The directions that it isolates, after defaulting.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>All its rules, those of directions that it does not isolate too.</summary>
    public IReadOnlyList<LintRuleEntry> Rules { get; }

    /// <summary>The rules that count.</summary>
    public IEnumerable<LintRuleEntry> EffectiveRules => Rules.Where(rule => Types.Contains(rule.Direction));

    /// <summary>Compiles a policy.</summary>
    /// <param name="policy">The policy as written.</param>
    /// <param name="pods">The pods that count.</param>
    /// <returns>Null for one that the API server refuses.</returns>
    public static LintPolicy? TryMake(NetworkPolicy policy, IReadOnlyList<Pod> pods)
    {
        List<FieldError> errors = [];
        var complete = PolicyReader.Read(policy, ObjectNames.Of(policy), errors);
        return errors.Count == 0 ? new LintPolicy(policy, complete.Spec!, pods) : null;
    }
}
