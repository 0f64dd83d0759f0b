using Portcullis.Policy.Network;

namespace Portcullis.Stacks;

/// <summary>S6: pods outside the stack namespace do not reach stacks, but for those that the operator lets in.</summary>
internal static class NobodyElse
{
    public const string Id = "S6";
    private const string Title = "no pod outside the stack namespace reaches a stack";

    public static IsolationStatement Judge(GuardView view)
    {
        List<IsolationWitness> witnesses = [];
        if (PathSearch.Find(view.Network, view.Pods, new() { Pods = Others(view) }, view.StackPods) is { } path)
        {
            witnesses.Add(PathSearch.Witness(path));
        }

        // Pods that are still to be made have some address of a pod range.
        else if (PathSearch.FindByAddress(view, GuardView.Blocks(view.Addresses.Pods.Values), view.StackPods) is { } byAddress)
        {
            witnesses.Add(PathSearch.Witness(byAddress));
        }

        List<string> notes = [];
        if (NodePortRoute.Find(view, Others(view)) is { } roundabout)
        {
            if (view.Stacks.ExternalTrafficPolicy == "Cluster")
            {
                notes.Add("with STACK_EXTERNAL_TRAFFIC_POLICY=Cluster players come with the address of the node they entered by, so pods of other namespaces reach stacks through NodePorts as players do");
            }
            else
            {
                witnesses.Add(roundabout);
            }
        }

        if (view.Settings.IngressFrom.Count > 0)
        {
            notes.Add($"let in by STACK_INGRESS_FROM: {Counted.Named([.. view.Settings.IngressFrom.Select(Words)])}");
        }

        notes.Add("a node, and pods on its network, always reach the stacks on that node (kubelet probes)");
        return IsolationStatement.Of(Id, Title, witnesses, UnknownPlaces.IntoStacks(view), notes);
    }

    private static PodSelection Others(GuardView view) => new()
    {
        ExceptNamespaces = [view.Stacks.Namespace],
        Except = [.. view.Settings.IngressFrom.Select(peer => new PodSelection
        {
            Namespaces = [peer.Namespace],
            Labels = peer.Labels.Count == 0 ? null : new() { MatchLabels = new Dictionary<string, string>(peer.Labels) },
        })],
    };

    private static string Words(IngressPeer peer) =>
        peer.Labels.Count == 0 ? $"all pods of {peer.Namespace}" : $"pods of {peer.Namespace} with {string.Join(",", peer.Labels.Select(label => $"{label.Key}={label.Value}"))}";
}
