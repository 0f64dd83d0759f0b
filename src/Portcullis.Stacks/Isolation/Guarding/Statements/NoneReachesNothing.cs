using Portcullis.Model.Addresses;
using Portcullis.Policy.Network.Sets;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S9: a stack with <c>egress: none</c> reaches nothing at all: no pod of any namespace, no address of the world.</summary>
internal static class NoneReachesNothing
{
    public const string Id = "S9";

    public static GuardStatement Statement { get; } = new()
    {
        Id = Id,
        Title = "a stack with egress none reaches nothing at all",
        When = JudgingTime.WithPolicies,
        StopsCreates = true,
        Judge = Judge,
    };

    // Most that is open to such a stack is open to any, and said by another statement already: one witness of each sort will do.
    private static StatementFindings Judge(GuardView view)
    {
        if (view.Scope.Sandboxes is { Egress: SandboxEgress.Internet })
        {
            return new() { NotApplicable = "these stacks may out; what they must not reach all the same is said by the statements before" };
        }

        var isUnsaid = view.Scope.Sandboxes is { Egress: SandboxEgress.Unsaid };
        List<IsolationWitness> witnesses = [.. Find(view, isUnsaid ? view.StackPods : view.NonePods)];
        return isUnsaid && witnesses.Count > 0
            ? new() { Missing = [$"whether these stacks may reach anything is not said (--stack-egress none or internet): {witnesses[0].Text[0]}"] }
            : new() { Witnesses = witnesses, Missing = view.UntriedLabels };
    }

    private static IEnumerable<IsolationWitness> Find(GuardView view, EndpointSet stacks)
    {
        foreach (var unheld in UnheldStacks.Witnesses(view, pod => view.AreForeign || !GuardView.HasEgress(pod)))
        {
            yield return unheld;
        }

        // What belongs together is one stack, and may reach itself.
        var aPod = view.Scope.GroupsOfSeveral.Count == 0
            ? PathSearch.Find(view.Network, view.Pods, stacks, new() { Pods = PodSelection.All })
            : PathSearch.Find(view.Network, view.Pods, stacks, new() { Pods = view.Scope.Others }) ?? StackPairs.Find(view);
        if (aPod is { } toPod)
        {
            yield return PathSearch.Witness(toPod);
        }

        if (PathSearch.FindByAddress(view, stacks, GuardView.Blocks(AddressRanges.World), [443]) is { } toAddress)
        {
            yield return PathSearch.Witness(toAddress);
        }
    }
}
