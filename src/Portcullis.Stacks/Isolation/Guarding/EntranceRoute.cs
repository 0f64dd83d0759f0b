using Portcullis.Model.Addresses;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Sets;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>The way around to somebody else's sandboxes: by a port of a node that leads to them. Where none does, there is none.</summary>
internal static class EntranceRoute
{
    /// <summary>The first such way; null when there is none.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="sources">Where it may begin.</param>
    public static IsolationWitness? Find(GuardView view, PodSelection sources) =>
        (from family in view.AllNodes.GroupBy(AddressRanges.FamilyOf)
         let nodes = GuardView.Blocks(family)
         from entrance in view.Scope.Entrances
         where entrance.Pods is not null
         select Find(view, sources, nodes, entrance)).FirstOrDefault(found => found is not null);

    /// <summary>What would be a way if it were known where it leads.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="sources">Where it may begin.</param>
    public static IEnumerable<string> Missing(GuardView view, PodSelection sources) =>
        from entrance in view.Scope.Entrances
        where entrance.Pods is null
        let families = view.AllNodes.GroupBy(AddressRanges.FamilyOf).Select(family => GuardView.Blocks(family))
        where families.Any(nodes => view.IsReached(nodes, view.StackPods) && PathSearch.Find(view.Network, view.Pods, new() { Pods = sources }, nodes, [entrance.OnNode]) is not null)
        select $"{entrance.What} has no selector, so that it is not known whether it leads to stacks: give it one, or leave it out of what is judged";

    private static IsolationWitness? Find(GuardView view, PodSelection sources, EndpointSet nodes, Entrance entrance)
    {
        if (In(entrance.Pods!) is not { } second || Out(sources) is not { } first)
        {
            return null;
        }

        if (!view.Scope.AreTogether(first.Question.From, second.Question.To))
        {
            return Witness(entrance, first, second);
        }

        // What comes back to itself is no way to another: there must be another target, or another source.
        var itself = view.Scope.With(second.Question.To);
        return In(entrance.Pods! with { Except = [.. entrance.Pods!.Except, itself] }) is { } elsewhere ? Witness(entrance, first, elsewhere)
            : Out(sources with { Except = [.. sources.Except, itself] }) is { } another ? Witness(entrance, another, second)
            : null;

        NetworkVerdict? In(PodSelection pods) => PathSearch.Find(view.Network, view.Pods, nodes, new() { Pods = pods }, [entrance.OnPod]);
        NetworkVerdict? Out(PodSelection pods) => PathSearch.Find(view.Network, view.Pods, new() { Pods = pods }, nodes, [entrance.OnNode]);
    }

    private static IsolationWitness Witness(Entrance entrance, NetworkVerdict first, NetworkVerdict second) => new()
    {
        From = first.Question.From.ToString(),
        To = second.Question.To.ToString(),
        Port = second.Question.Port.ToString(),
        Egress = first.Egress,
        Ingress = second.Ingress,
        Text =
        [
            .. PathSearch.Sentences(first, $"{first.Question.From} can reach NodePorts on node address {first.Question.To}, and by {entrance.What} stacks"),
            .. PathSearch.Sentences(second, $"what comes through a port of a node may have its address, such as {second.Question.From}, which can reach {second.Question.To} on {second.Question.Port}"),
        ],
    };
}
