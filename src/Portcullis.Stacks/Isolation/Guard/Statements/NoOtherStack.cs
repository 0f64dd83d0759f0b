using System.Net;
using System.Net.Sockets;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>S2: no stack reaches another stack: not directly, not through the NodePorts of nodes, and not from outside.</summary>
internal static class NoOtherStack
{
    public const string Id = "S2";
    private const string Set = "set STACK_EGRESS_CIDRS to the addresses that stacks come out by, so that they are not let back in";


    public static GuardStatement Statement { get; } = new()
    {
        Id = Id,
        Title = "no stack reaches another stack",
        When = JudgingTime.WithPolicies,
        StopsCreates = true,
        Judge = Judge,
    };

    private static StatementFindings Judge(GuardView view)
    {
        List<IsolationWitness> witnesses = [.. UnheldStacks.Witnesses(view)];
        if (StackPairs.Find(view) is { } path)
        {
            witnesses.Add(PathSearch.Witness(path));
        }

        if (NodePortRoute.Find(view, view.StackPods.Pods!) is { } roundabout)
        {
            witnesses.Add(roundabout);
        }

        if (BackIn(view) is { } back)
        {
            witnesses.Add(back);
        }

        return new()
        {
            Witnesses = witnesses,
            Missing = [.. UnknownPlaces.BetweenStacks(view), .. EntranceRoute.Missing(view, view.Scope.Pods), .. Missing(view), .. view.UntriedLabels],
            Notes = [.. NotesOf(view.Scope)],
        };
    }

    private static IEnumerable<string> NotesOf(StackScope scope)
    {
        if (scope.Sandboxes is { Grouping: { Sort: not SandboxGroupSort.Pod } grouping })
        {
            yield return $"{grouping}: what they reach of one another is not judged";
        }

        if (scope.Sandboxes is not null && scope.Groups.Values.Distinct().Take(2).Count() < 2)
        {
            yield return "there is one stack alone: nothing is said of a second, which --newcomer-labels would be";
        }
    }


    // Stacks are also where players find them: what goes out may come back in, by an address that is not the stack's.
    private static List<string> Missing(GuardView view)
    {
        if (view.Settings.EgressCidrs.Count > 0 || !MayComeBack(view) || IsOutOfReach(view) || !GetOut(view) || !PlayersReach.SomeGetIn(view))
        {
            return [];
        }

        var inside = view.Addresses.NodesInside;
        if (view.Stacks.PublicHost is { } host && !view.AllNodes.Any(range => IPAddress.TryParse(host, out var address) && range.Contains(address)))
        {
            return [$"stacks that may out to the internet may reach other stacks by \"{host}\" (STACK_PUBLIC_HOST), whose addresses the cluster does not tell: {Set}"];
        }

        return inside.Count == 0 && view.AllNodes.Count > 0 ? []
            : [$"stacks that may out to the internet may come back in to other stacks by an address before the nodes, such as a NAT's, that the cluster does not tell{(inside.Count == 0 ? "" : $" ({Counted.Named(inside)} {(inside.Count == 1 ? "has" : "have")} no public address)")}: {Set}"];
    }

    // Where players enter by one address alone, and no stack gets there.
    private static bool IsOutOfReach(GuardView view)
    {
        if (view.Stacks.PublicHost is not { } host)
        {
            return false;
        }

        List<IPNetwork> ranges = IPAddress.TryParse(host, out var address) ? [AddressRanges.Of(address)]
            : [.. view.Settings.NamedCidrs.Where(named => string.Equals(named.Name, host, StringComparison.OrdinalIgnoreCase)).Select(named => named.Range)];
        return ranges.Count > 0 && !ranges.Exists(range => view.AllNodes.Any(node => AddressRanges.Covers(node, range))) && !view.IsReached(view.StackPods, GuardView.Blocks(ranges));
    }

    // Told by the operator, so that it can be looked whether they are let in.
    private static IsolationWitness? BackIn(GuardView view) =>
        view.Settings.EgressCidrs.Count > 0 && MayComeBack(view) && GetOut(view) && PathSearch.FindByAddress(view, GuardView.Blocks(view.Settings.EgressCidrs), view.StackPods) is { } path
            ? PathSearch.Witness(path) with { Text = PathSearch.Sentences(path, $"stacks come out by {path.Question.From} (STACK_EGRESS_CIDRS), which can reach {path.Question.To} on {path.Question.Port}") }
            : null;

    // What is somebody else's is found from outside only where something leads to it.
    private static bool MayComeBack(GuardView view) => !view.AreForeign || view.Scope.Entrances.Count > 0;

    // The label is a promise of ours; what policies let out counts, whoever wrote them.
    private static bool GetOut(GuardView view) => view.HasInternetStacks || view.IsReached(
        view.AreForeign ? view.StackPods : view.NonePods,
        new() { Blocks = [.. AddressRanges.World.Select(world => new IPBlock { Cidr = world.ToString(), Except = Reserved(AddressRanges.FamilyOf(world)) })] });

    private static IReadOnlyList<string> Reserved(AddressFamily family) =>
        [.. ReservedRanges.All.Where(range => AddressRanges.FamilyOf(range) == family).Select(range => range.ToString())];
}
