using System.Globalization;

namespace Portcullis.Stacks;

/// <summary>What a report rests on, with where it comes from.</summary>
internal static class GuardInputs
{
    public static IReadOnlyList<IsolationInput> Of(GuardView view) =>
    [
        new("stack namespace", [view.Stacks.Namespace], "STACK_NAMESPACE"),
        Ranges("pod ranges", view.Addresses.Pods, "podCIDRs of nodes", "STACK_POD_CIDRS"),
        Ranges("service ranges", view.Addresses.Services, "ServiceCIDR objects", "STACK_SERVICE_CIDRS"),
        Ranges("node addresses", view.Addresses.Nodes, "addresses of nodes", "STACK_NODE_CIDRS and addresses of nodes"),
        Ranges("API server", view.Addresses.ApiServer, "Service and endpoints default/kubernetes", ""),
        Ranges("addresses that lead to Services", view.Addresses.ServiceEntries, "external addresses and load balancers of Services", "", "there are none"),
        .. view.Addresses.PlayerEntries.Values.Count == 0 ? (IsolationInput[])[] : [Ranges("addresses that players come in by", view.Addresses.PlayerEntries, "portcullis.dev/public-host of nodes", "STACK_PUBLIC_CIDRS and STACK_PUBLIC_HOST")],
        new("protected ranges", [.. view.Settings.ProtectedCidrs.Select(range => range.ToString())], "STACK_PROTECTED_CIDRS"),
        new("let in besides players", [.. view.Settings.IngressFrom.Select(peer => $"{peer.Namespace}{(peer.Labels.Count == 0 ? "" : ":")}{string.Join(",", peer.Labels.Select(label => $"{label.Key}={label.Value}"))}")], "STACK_INGRESS_FROM"),
        new("external traffic policy", [view.Stacks.ExternalTrafficPolicy], "STACK_EXTERNAL_TRAFFIC_POLICY"),
        Count("stack pods", view.Pods.Values.Count(pod => pod.Metadata.Namespace == view.Stacks.Namespace)),
        Count("other pods", view.Pods.Values.Count(pod => pod.Metadata.Namespace != view.Stacks.Namespace)),
        Count("namespaces", view.Namespaces.Count),
        Count("network policies", view.Policies.Count),
    ];

    private static IsolationInput Ranges(string name, KnownRanges ranges, string discovered, string configured, string unknown = "unknown") => new(
        name,
        [.. ranges.Values.Select(range => range.PrefixLength == (range.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128) ? range.BaseAddress.ToString() : range.ToString())],
        ranges.Origin switch
        {
            RangeOrigin.Configured => configured,
            RangeOrigin.Discovered => discovered,
            RangeOrigin.Told => "named by the API server when it refused an address",
            RangeOrigin.Inferred => "inferred from the addresses that are taken; may be wider",
            _ => unknown,
        });

    private static IsolationInput Count(string name, int count) => new(name, [count.ToString(CultureInfo.InvariantCulture)], "the cluster");
}
