using Portcullis.Model.Texts;
using Portcullis.Policy.Network.Sets;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding;

/// <summary>Which objects can undo the policies that stacks rely on, in words.</summary>
internal static class OverridingFindings
{
    /// <summary>What must be known before the policies' word can be taken; empty when it can.</summary>
    /// <param name="view">The cluster.</param>
    public static IReadOnlyList<string> Of(GuardView view)
    {
        List<OverridingObject> undoing = [.. view.Overriding.Objects.Where(found => found.CanUndo(view.Policies))];
        var elsewhere = undoing.Where(found => found.ActsIn is { } space && !view.StackSpaces.Contains(space)).ToLookup(found => found.ActsIn!);
        var here = undoing.Where(found => found.ActsIn is not { } space || view.StackSpaces.Contains(space)).ToList();
        var known = here.Where(found => found.Known is not null).ToList();
        return
        [
            .. known.Count == 0 ? (string[])[] : [$"{Named(known)} can override network policies: {Say(known)} is not judged"],
            .. from kind in here.Where(found => found.Known is null).GroupBy(found => found.Group, StringComparer.Ordinal)
               orderby kind.Key
               let found = kind.ToList()
               select $"{Named(found)} {(found.Count == 1 ? "is of an unknown kind" : "are of unknown kinds")} of {kind.Key}, which is a network plug-in's: whether {(found.Count == 1 ? "it overrides" : "they override")} network policies is not known",
            .. from space in elsewhere
               orderby space.Key
               where RelyOn(view, space.Key)
               let found = space.ToList()
               select $"stacks are kept from namespace {space.Key} by its own policies alone, which {Named(found)} can override: {Say(found)} is not judged",
            .. view.Overriding.Unseen,
        ];
    }

    private static string Named(IReadOnlyList<OverridingObject> found) => Listing.Of(found.Select(one => one.ToString()));

    private static string Say(List<OverridingObject> found) => found.Count == 1 ? "what it says" : "what they say";

    /// <summary>
    /// Whether it is a namespace's own policies that keep its pods and stacks apart: without them one would reach the other.
    /// Where the walls do it by themselves, what undoes that namespace's policies changes nothing.
    /// </summary>
    private static bool RelyOn(GuardView view, string space)
    {
        var bare = view.Policies.Where(policy => policy.Metadata.Namespace == space).Aggregate(view.Network, (network, policy) => network.Without(policy));
        var there = new EndpointSet { Pods = new() { Namespaces = [space] } };
        return Opens(view.StackPods, there) || Opens(there, view.StackPods);

        bool Opens(EndpointSet from, EndpointSet to) => bare.IsReached(new() { From = from, To = to }) == true && !view.IsReached(from, to);
    }
}
