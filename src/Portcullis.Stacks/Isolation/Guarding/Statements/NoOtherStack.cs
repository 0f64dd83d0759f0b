using System.Net.Sockets;
using Portcullis.Model.Addresses;
using Portcullis.Model.Texts;
using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Answers;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S2: no stack reaches another stack: not directly, not through the NodePorts of nodes, and not from outside.</summary>
internal static class NoOtherStack
{
    public const string Id = "S2";
    private const string SetPublic = "set STACK_PUBLIC_CIDRS to them, so that no stack is let out to them";
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

        if (InByEntry(view) is { } entry)
        {
            witnesses.Add(entry);
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
        if (!MayComeBack(view) || !GetOut(view) || !PlayersReach.SomeGetIn(view))
        {
            return [];
        }

        // Whatever is behind such a name may hand on what comes under an address of its own, which nobody can shut out.
        if (view.Addresses.NamedPlayerEntries is { Count: > 0 } names)
        {
            return [$"stacks that may out to the internet may reach other stacks by {Listing.Of(names)}, whose addresses the cluster does not tell: {SetPublic}"];
        }

        if (view.Settings.EgressCidrs.Count > 0)
        {
            return ByEntry(view) is { } path
                ? [$"{path.Question.From} can reach {path.Question.To}, by which players come in to stacks, and may come in by it, too, under an address that STACK_EGRESS_CIDRS does not hold: let no stack out to it"]
                : [];
        }

        if (IsOutOfReach(view))
        {
            return [];
        }

        var inside = view.Addresses.NodesInside;
        return inside.Count == 0 && view.AllNodes.Count > 0 ? []
            : [$"stacks that may out to the internet may come back in to other stacks by an address before the nodes, such as a NAT's, that the cluster does not tell{(inside.Count == 0 ? "" : $" ({Listing.Of(inside)} {(inside.Count == 1 ? "has" : "have")} no public address)")}: {Set}"];
    }

    // Where it is told for every node by which addresses players enter, and no stack gets to any of them.
    private static bool IsOutOfReach(GuardView view)
    {
        var entries = view.Addresses.PlayerEntries.Values;
        return entries.Count > 0 && view.Addresses.NodesWithoutEntry.Count == 0
            && !entries.Any(range => view.AllNodes.Any(node => AddressRanges.Covers(node, range))) && !view.IsReached(view.StackPods, GuardView.Blocks(entries));
    }

    // From a stack to where players enter. What enters by a node's own address is the way through its NodePorts.
    private static NetworkVerdict? ByEntry(GuardView view)
    {
        var nodes = view.AllNodes;
        List<IPBlock> entries =
        [
            .. from range in view.Addresses.PlayerEntries.Values
               where !nodes.Any(node => AddressRanges.Covers(node, range))
               select new IPBlock { Cidr = range.ToString(), Except = [.. nodes.Where(node => AddressRanges.Covers(range, node)).Select(node => node.ToString())] },
        ];
        return entries.Count == 0 ? null
            : PathSearch.Find(view.Network, view.Pods, view.StackPods, new() { Blocks = entries }, [.. NodePortRoute.NodePorts(view.Stacks)]);
    }

    private static IsolationWitness? InByEntry(GuardView view) =>
        view.Settings.EgressCidrs.Count == 0 && MayComeBack(view) && ByEntry(view) is { } path && PlayersReach.SomeGetIn(view)
            ? PathSearch.Witness(path) with { Text = PathSearch.Sentences(path, $"{path.Question.From} can reach {path.Question.To}, by which players come in to stacks, and through it other stacks") }
            : null;

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
