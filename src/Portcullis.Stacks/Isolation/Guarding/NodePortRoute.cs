using Portcullis.Model.Addresses;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Sets;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>
/// The way around: from a pod to a NodePort of some node, and from that node's address, which the packet then may have, to
/// a stack. Each of the two steps is judged by policies.
/// </summary>
internal static class NodePortRoute
{
    /// <summary>The first such way; null when there is none.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="sources">Where it may begin.</param>
    public static IsolationWitness? Find(GuardView view, PodSelection sources)
    {
        if (view.AreForeign)
        {
            return EntranceRoute.Find(view, sources);
        }

        // Whoever enters a node by one family goes on in it.
        return view.AllNodes.GroupBy(AddressRanges.FamilyOf).Select(family => Find(view, sources, GuardView.Blocks(family))).FirstOrDefault(found => found is not null);
    }

    private static IsolationWitness? Find(GuardView view, PodSelection sources, EndpointSet nodes)
    {
        if (PathSearch.Find(view.Network, view.Pods, nodes, view.StackPods) is not { } second
            || PathSearch.Find(view.Network, view.Pods, new() { Pods = sources }, nodes, NodePorts(view.Stacks)) is not { } first)
        {
            return null;
        }

        if (first.Question.From != second.Question.To)
        {
            return Witness(first, second);
        }

        // A stack that comes back to itself is no way to another: there must be another target, or another source.
        PodSelection itself = new() { Names = [((NetworkEndpoint.OfPod)first.Question.From).Name] };
        return PathSearch.Find(view.Network, view.Pods, nodes, new() { Pods = view.StackPods.Pods! with { Except = [itself] } }) is { } elsewhere ? Witness(first, elsewhere)
            : PathSearch.Find(view.Network, view.Pods, new() { Pods = sources with { Except = [.. sources.Except, itself] } }, nodes, NodePorts(view.Stacks)) is { } another ? Witness(another, second)
            : null;
    }

    /// <summary>The ports of nodes that lead to stacks.</summary>
    public static PortRange[] NodePorts(StackSettings stacks) =>
        [new(TransportProtocol.Tcp, stacks.NodePortMin, stacks.NodePortMax), new(TransportProtocol.Udp, stacks.NodePortMin, stacks.NodePortMax)];

    private static IsolationWitness Witness(NetworkVerdict first, NetworkVerdict second) => new()
    {
        From = first.Question.From.ToString(),
        To = second.Question.To.ToString(),
        Port = second.Question.Port.ToString(),
        Egress = first.Egress,
        Ingress = second.Ingress,
        Text =
        [
            .. PathSearch.Sentences(first, $"{first.Question.From} can reach NodePorts on node address {first.Question.To}, and through them stacks"),
            .. PathSearch.Sentences(second, $"what comes through a NodePort may have a node's address, such as {second.Question.From}, which can reach {second.Question.To} on {second.Question.Port}"),
        ],
    };
}
