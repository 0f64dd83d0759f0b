using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Engine;

/// <summary>The policies of one namespace, in the order of their names. Immutable; its identity stands for its contents.</summary>
internal sealed class NamespacePolicies
{
    private NamespacePolicies(CompiledPolicy[] policies) => All = policies;

    public static NamespacePolicies None { get; } = new([]);

    public CompiledPolicy[] All { get; }

    public NamespacePolicies With(CompiledPolicy policy) => Of([.. All.Where(other => other.Name != policy.Name), policy]);

    public NamespacePolicies Without(string name) => Of([.. All.Where(other => other.Name.Name != name)]);

    public static NamespacePolicies Of(CompiledPolicy[] policies) =>
        policies.Length == 0 ? None : new([.. policies.OrderBy(policy => policy.Name.Name, StringComparer.Ordinal)]);

    /// <summary>The policies that select the pod. Remembered on the pod, for as long as these policies stand.</summary>
    public Selection Selecting(Subject pod)
    {
        if (All.Length == 0)
        {
            return Selection.Open;
        }

        if (pod.Selection is { } known && known.Policies == this)
        {
            return known;
        }

        var selection = new Selection(this, [.. Select(pod, Direction.Ingress)], [.. Select(pod, Direction.Egress)]);
        pod.Selection = selection;
        return selection;
    }

    private IEnumerable<CompiledPolicy> Select(Subject pod, Direction direction) =>
        All.Where(policy => policy.Isolates(direction) && policy.Selector.Matches(pod.Labels));
}
