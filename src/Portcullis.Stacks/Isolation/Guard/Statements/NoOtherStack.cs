using System.Net;
using System.Net.Sockets;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>S2: no stack reaches another stack: not directly, not through the NodePorts of nodes, and not from outside.</summary>
internal static class NoOtherStack
{
    public const string Id = "S2";
    private const string Title = "no stack reaches another stack";

    public static IsolationStatement Judge(GuardView view)
    {
        List<IsolationWitness> witnesses = [.. UnheldStacks.Witnesses(view)];
        if (PathSearch.Find(view.Network, view.Pods, view.StackPods, view.StackPods) is { } path)
        {
            witnesses.Add(PathSearch.Witness(path));
        }

        if (NodePortRoute.Find(view, view.StackPods.Pods!) is { } roundabout)
        {
            witnesses.Add(roundabout);
        }

        return IsolationStatement.Of(Id, Title, witnesses, [.. UnknownPlaces.BetweenStacks(view), .. Missing(view)]);
    }

    // Stacks are also where players find them. If that is not an address of a node, the cluster does not tell it.
    private static List<string> Missing(GuardView view)
    {
        if (TellsPublicAddresses(view) || !GetOut(view) || !PlayersReach.SomeGetIn(view))
        {
            return [];
        }

        var host = view.Stacks.PublicHost is { } name ? $"\"{name}\" (STACK_PUBLIC_HOST)" : "a public address before the nodes, such as a NAT's or a load balancer's,";
        return [$"stacks that may out to the internet may reach other stacks by {host} that the cluster does not tell: set STACK_PROTECTED_CIDRS to the addresses by which players enter"];
    }

    // The label is a promise of ours; what policies let out counts, whoever wrote them.
    private static bool GetOut(GuardView view) => view.HasInternetStacks || view.IsReached(
        new() { Pods = view.StackPods.Pods! with { Except = [new() { Labels = new() { MatchLabels = new Dictionary<string, string> { [StackKeys.Egress] = "internet" } } }] } },
        new() { Blocks = [.. AddressRanges.World.Select(world => new IPBlock { Cidr = world.ToString(), Except = Reserved(AddressRanges.FamilyOf(world)) })] });

    private static IReadOnlyList<string> Reserved(AddressFamily family) =>
        [.. ReservedRanges.All.Where(range => AddressRanges.FamilyOf(range) == family).Select(range => range.ToString())];

    private static bool TellsPublicAddresses(GuardView view)
    {
        if (view.Stacks.PublicHost is { } host)
        {
            return view.Settings.ProtectedCidrs.Count > 0 || (IPAddress.TryParse(host, out var address) && view.AllNodes.Any(range => range.Contains(address)));
        }

        return view.Settings.ProtectedCidrs.Concat(view.AllNodes).Any(range => !ReservedRanges.All.Any(reserved => AddressRanges.Covers(reserved, range)));
    }
}
