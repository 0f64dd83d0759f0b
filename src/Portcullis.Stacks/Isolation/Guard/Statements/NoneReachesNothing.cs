using Portcullis.Policy.Network;

namespace Portcullis.Stacks;

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
        List<IsolationWitness> witnesses = [.. UnheldStacks.Witnesses(view, pod => !GuardView.HasEgress(pod))];
        if (PathSearch.Find(view.Network, view.Pods, view.NonePods, new() { Pods = PodSelection.All }) is { } toPod)
        {
            witnesses.Add(PathSearch.Witness(toPod));
        }

        if (PathSearch.FindByAddress(view, view.NonePods, GuardView.Blocks(AddressRanges.World), [443]) is { } toAddress)
        {
            witnesses.Add(PathSearch.Witness(toAddress));
        }

        return new() { Witnesses = witnesses, Missing = view.UntriedLabels };
    }
}
