using Portcullis.Model.Texts;
using Portcullis.Policy.Network.Sets;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S6: pods outside the stack namespace do not reach stacks, but for those that the operator lets in.</summary>
internal static class NobodyElse
{
    public const string Id = "S6";

    private const string OfCluster =
        "with STACK_EXTERNAL_TRAFFIC_POLICY=Cluster players come with the address of the node they entered by, so stacks cannot tell them from pods that do the same: set it to Local, or deny the other namespaces egress to the NodePorts of nodes";


    public static GuardStatement Statement { get; } = new()
    {
        Id = Id,
        Title = "no pod outside the stack namespace reaches a stack",
        TitleOfSandboxes = "no other pod reaches a stack",
        When = JudgingTime.WithPolicies,
        Judge = Judge,
    };

    private static StatementFindings Judge(GuardView view)
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
            witnesses.Add(view.Stacks.ExternalTrafficPolicy != "Cluster" ? roundabout : roundabout with { Text = [.. roundabout.Text, OfCluster] });
        }

        if (view.Settings.IngressFrom.Count > 0)
        {
            notes.Add($"let in by STACK_INGRESS_FROM: {Listing.Of(view.Settings.IngressFrom.Select(Words))}");
        }

        notes.Add("a node, and pods on its network, always reach the stacks on that node (kubelet probes)");
        return new() { Witnesses = witnesses, Missing = [.. UnknownPlaces.IntoStacks(view), .. EntranceRoute.Missing(view, Others(view)), .. view.UntriedLabels], Notes = notes };
    }

    private static PodSelection Others(GuardView view) => view.Scope.Others with
    {
        Except = [.. view.Scope.Others.Except, .. view.Settings.IngressFrom.Select(peer => new PodSelection
        {
            Namespaces = [peer.Namespace],
            Labels = peer.Labels.Count == 0 ? null : new() { MatchLabels = new Dictionary<string, string>(peer.Labels) },
        })],
    };

    private static string Words(IngressPeer peer) =>
        peer.Labels.Count == 0 ? $"all pods of {peer.Namespace}" : $"pods of {peer.Namespace} with {string.Join(",", peer.Labels.Select(label => $"{label.Key}={label.Value}"))}";
}
