using Portcullis.Model.Texts;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>S10: every pod's address lies in a known range, so that rules about addresses outside of the cluster are about those.</summary>
internal static class PodsInRanges
{
    public const string Id = "S10";

    private const int MostWitnesses = 5;

    public static GuardStatement Statement { get; } = new()
    {
        Id = Id,
        Title = "every pod's address lies in a known range",
        When = JudgingTime.WithEveryStack,
        AsksNobody = true,
        Judge = view => new() { Witnesses = [.. PodsOutside(view)], Missing = [.. Unknown(view)] },
    };

    private static IEnumerable<string> Unknown(GuardView view)
    {
        if (view.Addresses.Pods.Origin == RangeOrigin.Unknown)
        {
            yield return "the ranges of pods are not known: no node tells them; set STACK_POD_CIDRS";
        }

        if (view.Addresses.NodesWithoutPodRange is { Count: > 0 } nodes)
        {
            yield return $"{(nodes.Count == 1 ? "node" : "nodes")} {Listing.Of(nodes)} {(nodes.Count == 1 ? "tells" : "tell")} no range of pods, as others do: set STACK_POD_CIDRS to the ranges that the network plug-in really uses";
        }
    }

    private static IEnumerable<IsolationWitness> PodsOutside(GuardView view) =>
        from name in view.PodsOutsideRanges.OrderBy(name => name.ToString(), StringComparer.Ordinal).Take(MostWitnesses)
        let address = string.Join(", ", PodAddresses.Of(view.Pods[name]))
        select new IsolationWitness
        {
            From = name.ToString(),
            Text =
            [
                $"pod {name} has address {address}, outside of every known range of pods ({Listing.Of(view.Addresses.Pods.Values.Select(range => range.ToString()))}): set STACK_POD_CIDRS to the ranges that the network plug-in really uses",
                "rules about addresses outside of the cluster take such pods for outsiders",
            ],
        };
}
