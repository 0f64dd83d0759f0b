using System.Net;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;
using Portcullis.Model.Texts;
using Portcullis.Policy.Network.Sets;

namespace Portcullis.Stacks.Isolation.Guarding.Statements;

/// <summary>
/// What cannot be said while it is not known where pods are. A rule about a block of addresses then may mean pods: those
/// whose addresses are not known, and all that are still to be made.
/// </summary>
internal static class UnknownPlaces
{
    private const string SetPods = "set STACK_POD_CIDRS";

    /// <summary>Of stacks that reach pods elsewhere.</summary>
    public static IReadOnlyList<string> OfPods(GuardView view)
    {
        var unplaced = view.Pods.Values.Where(pod => !view.Scope.Holds(pod) && pod.Spec?.HostNetwork != true && !PodAddresses.Of(pod).Any())
            .Select(pod => NamespacedName.Of(pod.Metadata).ToString()).Order(StringComparer.Ordinal).ToList();
        if ((unplaced.Count == 0 && IsKnown(view)) || !view.IsReached(view.StackPods, GuardView.Blocks(Places(view))))
        {
            return [];
        }

        return IsKnown(view)
            ? [$"the addresses of {Listing.Of(unplaced)} are not known, and stacks reach addresses that pods have"]
            : [$"the ranges of pods are not known, and stacks reach addresses that may be pods': {SetPods}"];
    }

    /// <summary>Of stacks that reach one another: directly, or through the NodePorts of nodes.</summary>
    public static IReadOnlyList<string> BetweenStacks(GuardView view) =>
        (IsKnown(view) && AreNodesKnown(view)) || !view.IsReached(view.StackPods, World) || !LetsIn(view)
            ? []
            : [$"{Unknown(view, "stacks'")} are let out and in: {Set(view)}"];

    /// <summary>Of pods elsewhere that reach stacks.</summary>
    public static IReadOnlyList<string> IntoStacks(GuardView view) =>
        (IsKnown(view) && AreNodesKnown(view)) || !LetsIn(view)
            ? []
            : [$"{Unknown(view, "pods'")} are let in: {Set(view)}"];

    private static bool LetsIn(GuardView view) => PathSearch.Find(view.Network, view.Pods, World, view.StackPods) is not null;

    private static string Unknown(GuardView view, string whose) => IsKnown(view)
        ? "the addresses of nodes are not known, and addresses that may be nodes', through whose NodePorts pods come,"
        : $"the ranges of pods are not known, and addresses that may be {whose}";

    private static string Set(GuardView view) => IsKnown(view) ? "set STACK_NODE_CIDRS" : SetPods;

    // To somebody else's sandboxes nodes lead only where something makes them.
    private static bool AreNodesKnown(GuardView view) => view.AllNodes.Count > 0 || (view.AreForeign && view.Scope.Entrances.Count == 0);

    private static EndpointSet World => GuardView.Blocks(AddressRanges.World);

    private static IReadOnlyList<IPNetwork> Places(GuardView view) => IsKnown(view) ? view.Addresses.Pods.Values : AddressRanges.World;

    private static bool IsKnown(GuardView view) => view.Addresses.Pods.Origin != RangeOrigin.Unknown;
}
