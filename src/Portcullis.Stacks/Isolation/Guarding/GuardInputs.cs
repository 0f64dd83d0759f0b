using System.Globalization;
using Portcullis.Model.Addresses;
using Portcullis.Model.Texts;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>What a report rests on, with where it comes from.</summary>
internal static class GuardInputs
{
    public static IReadOnlyList<IsolationInput> Of(GuardView view) =>
    [
        .. view.Scope.Sandboxes is { } sandboxes ? Judged(view, sandboxes) : [new("stack namespace", [view.Stacks.Namespace], "STACK_NAMESPACE")],
        Ranges("pod ranges", view.Addresses.Pods, "podCIDRs of nodes", "STACK_POD_CIDRS"),
        Ranges("service ranges", view.Addresses.Services, "ServiceCIDR objects", "STACK_SERVICE_CIDRS"),
        Ranges("node addresses", view.Addresses.Nodes, "addresses of nodes", "STACK_NODE_CIDRS and addresses of nodes"),
        Ranges("API server", view.Addresses.ApiServer, "Service and endpoints default/kubernetes", ""),
        Ranges("addresses that lead to Services", view.Addresses.ServiceEntries, "external addresses and load balancers of Services, addresses of Ingresses", "", "there are none"),
        .. view.Addresses.PlayerEntries.Values.Count == 0 ? (IsolationInput[])[] : [Ranges("addresses that players come in by", view.Addresses.PlayerEntries, "portcullis.dev/public-host of nodes", "STACK_PUBLIC_CIDRS and STACK_PUBLIC_HOST")],
        new("protected ranges", [.. view.Settings.ProtectedCidrs.Select(range => range.ToString())], "STACK_PROTECTED_CIDRS"),
        new("let in besides players", [.. view.Settings.IngressFrom.Select(peer => $"{peer.Namespace}{(peer.Labels.Count == 0 ? "" : ":")}{string.Join(",", peer.Labels.Select(label => $"{label.Key}={label.Value}"))}")], "STACK_INGRESS_FROM"),
        .. view.AreForeign ? (IsolationInput[])[] : [new("external traffic policy", [view.Stacks.ExternalTrafficPolicy], "STACK_EXTERNAL_TRAFFIC_POLICY")],
        Count("stack pods", view.Pods.Values.Count(view.Scope.Holds)),
        Count("other pods", view.Pods.Values.Count(pod => !view.Scope.Holds(pod))),
        Count("namespaces", view.Namespaces.Count),
        Count("network policies", view.Policies.Count),
    ];

    private static IsolationInput Ranges(string name, KnownRanges ranges, string discovered, string configured, string unknown = "unknown") => new(
        name,
        [.. ranges.Values.Select(range => range.PrefixLength == AddressRanges.BitsOf(AddressRanges.FamilyOf(range)) ? range.BaseAddress.ToString() : range.ToString())],
        ranges.Origin switch
        {
            RangeOrigin.Configured => configured,
            RangeOrigin.Discovered => discovered,
            RangeOrigin.Told => "named by the API server when it refused an address",
            RangeOrigin.Inferred => "inferred from the addresses that are taken; may be wider",
            _ => unknown,
        });

    /// <summary>Which pods are judged, in words; null where it is the stacks of this service.</summary>
    public static string? Judged(GuardView view)
    {
        if (view.Scope.Sandboxes is not { } sandboxes)
        {
            return null;
        }

        var pods = view.Pods.Values.Where(sandboxes.Hold).ToList();
        var spaces = pods.Select(pod => pod.Metadata.Namespace!).Distinct().Order(StringComparer.Ordinal).ToList();
        var which = sandboxes.Labels.MatchesEverything ? "" : $" by {sandboxes.Labels}";
        return $"{Listing.Count(pods.Count, "pod")}{which}{(spaces.Count == 0 ? "" : $" in {(spaces.Count == 1 ? "namespace" : "namespaces")} {Listing.Of(spaces)}")}"
            + (sandboxes.Newcomers.Count == 0 ? "" : $", and new ones with the labels {string.Join(" or ", sandboxes.Newcomers.Select(ManifestLabels.Words))} in {(view.StackSpaces.Count == 1 ? "namespace" : "namespaces")} {Listing.Of(view.StackSpaces)}");
    }

    private static IEnumerable<IsolationInput> Judged(GuardView view, Sandboxes sandboxes) =>
    [
        new("stacks are", [sandboxes.Labels.MatchesEverything ? "every pod" : $"pods with {sandboxes.Labels}"], "--stack-selector"),
        new(
            "of namespaces",
            [.. view.Pods.Values.Where(sandboxes.Hold).Select(pod => pod.Metadata.Namespace!).Concat(sandboxes.Namespaces).GroupBy(space => space, StringComparer.Ordinal).OrderBy(space => space.Key, StringComparer.Ordinal)
                .Select(space => $"{space.Key}: {(space.Count() - (sandboxes.Namespaces.Contains(space.Key) ? 1 : 0)).ToString(CultureInfo.InvariantCulture)}")],
            sandboxes.Namespaces.Count == 0 ? "all that have any" : "--stack-namespace"),
        new("told apart", [sandboxes.Grouping.ToString()], "--stack-group"),
        new("stacks may reach", sandboxes.Egress switch { SandboxEgress.None => ["nothing"], SandboxEgress.Internet => ["the internet"], _ => [] }, sandboxes.Egress == SandboxEgress.Unsaid ? "unknown" : "--stack-egress"),
        new("stacks to come", [.. sandboxes.Newcomers.Select(ManifestLabels.Words)], "--newcomer-labels"),
    ];

    private static IsolationInput Count(string name, int count) => new(name, [count.ToString(CultureInfo.InvariantCulture)], "the cluster");
}
