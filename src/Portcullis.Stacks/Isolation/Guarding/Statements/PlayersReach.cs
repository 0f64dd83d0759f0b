using System.Net.Sockets;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Sets;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S4: players reach each stack on its target ports, and only those have a NodePort.</summary>
internal static class PlayersReach
{
    public const string Id = "S4";
    private const string OtherPorts = "other ports of a stack are open to hosts outside the cluster that can route to pod addresses";

    private const string Overlay = "with STACK_EXTERNAL_TRAFFIC_POLICY=Cluster, on overlay networks (VXLAN) players who enter by another node may come with an address out of a range of pods, which is shut out";

    private const int MostWitnesses = 3;

    /// <summary>Whether players get through to a pod on a port.</summary>
    /// <returns>Null when the addresses that they come from are not known.</returns>
    public static bool? Reach(GuardView view, NamespacedName pod, PortRange port) => Players(view) is { Blocks.Count: > 0 } players
        ? PathSearch.Find(view.Network, view.Pods, players, new() { Pods = new() { Names = [pod] } }, [port]) is not null
        : null;

    public static GuardStatement Statement { get; } = new()
    {
        Id = Id,
        Title = "players reach each stack on its target ports, and only those have a NodePort",
        When = JudgingTime.WithEveryStack,
        Judge = Judge,
    };

    // Of stacks that are still to be made, on any port.
    private static bool? ReachNewcomers(GuardView view, IReadOnlyCollection<NamespacedName> newcomers) => Players(view) is { Blocks.Count: > 0 } players
        ? view.IsReached(players, new() { Pods = new() { Names = newcomers } })
        : null;

    /// <summary>Whether anybody whom players may come as gets to a stack.</summary>
    public static bool SomeGetIn(GuardView view) =>
        Players(view) is { Blocks.Count: > 0 } players && view.IsReached(players, view.StackPods);

    private static StatementFindings Judge(GuardView view)
    {
        if (view.AreForeign)
        {
            return new()
            {
                NotApplicable = "nothing says on which ports players should reach these pods",
                Notes = [.. view.Scope.Entrances.Select(entrance => entrance.What).Distinct().Take(MostWitnesses).Select(what => $"{what} leads to stacks")],
            };
        }

        var (unreachable, edited, strays) = (view.Access.Unreachable, view.Access.Edited, view.Access.Strays);
        var reachNewcomers = view.Settled.Of(Id, () => ReachNewcomers(view, [.. Newcomers.OfEachEgress(view.Newcomers)]));
        List<IsolationWitness> witnesses = [];
        var isCluster = view.Stacks.ExternalTrafficPolicy == "Cluster";
        var whom = isCluster ? "the address of a node in, with which players come (STACK_EXTERNAL_TRAFFIC_POLICY=Cluster)" : "an address outside the cluster in";
        if (reachNewcomers == false)
        {
            witnesses.Add(IsolationWitness.Of($"players reach no new stack: no ingress rule of the policies in {view.Stacks.Namespace} lets {whom}"));
        }

        witnesses.AddRange(unreachable.Take(MostWitnesses).Select(stack => IsolationWitness.Of($"players do not reach {stack}: no ingress rule lets {whom}")));
        if (unreachable.Count > MostWitnesses)
        {
            witnesses.Add(IsolationWitness.Of($"players do not reach {unreachable.Count - MostWitnesses} more stacks"));
        }

        witnesses.AddRange(edited.Take(MostWitnesses));
        if (edited.Count > MostWitnesses)
        {
            witnesses.Add(IsolationWitness.Of($"{edited.Count - MostWitnesses} more Services of stacks are not as they were made"));
        }

        witnesses.AddRange(strays.Take(MostWitnesses).Select(stray => IsolationWitness.Of(stray)));
        return new()
        {
            Witnesses = witnesses,
            Missing = reachNewcomers is null ? [$"where players come from is not known: no node has an address{(isCluster ? ": set STACK_NODE_CIDRS" : ", and no range of pods is known: set STACK_POD_CIDRS")}"] : [],
            Notes = isCluster ? [OtherPorts, Overlay] : [OtherPorts],
        };
    }

    // Anyone that is no part of the cluster; under Cluster also nodes, since players come with the address of the node
    // that they entered by.
    private static EndpointSet Players(GuardView view)
    {
        if (view.Stacks.ExternalTrafficPolicy == "Cluster")
        {
            return GuardView.Blocks(view.AllNodes);
        }

        var insiders = AddressRanges.Reduce([.. view.Addresses.Pods.Values, .. view.AllNodes, .. view.Addresses.Services.Values]);
        return new()
        {
            Blocks =
            [
                .. from family in view.Families
                   let world = family == AddressFamily.InterNetwork ? "0.0.0.0/0" : "::/0"
                   select new IPBlock { Cidr = world, Except = [.. insiders.Where(range => AddressRanges.FamilyOf(range) == family && range.PrefixLength > 0).Select(range => range.ToString())] },
            ],
        };
    }
}
