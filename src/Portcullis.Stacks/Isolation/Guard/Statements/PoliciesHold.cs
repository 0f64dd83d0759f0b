using System.Net.Sockets;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>S7: nothing undoes what policies say: no overriding objects, no pod outside the ranges, no block that stops a network plug-in, no missing label.</summary>
internal static class PoliciesHold
{
    public const string Id = "S7";
    private const string Title = "nothing undoes what the policies say";

    private const int MostWitnesses = 5;

    /// <summary>What policies do to one another and to the network plug-in, which does not change with the pods of a kind.</summary>
    /// <param name="view">The cluster.</param>
    public static IReadOnlyList<IsolationWitness> OfPolicies(GuardView view) => [.. ForeignFamilies(view), .. MissingLabels(view)];

    /// <summary>Puts the statement together.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="ofPolicies">Of <see cref="OfPolicies"/>.</param>
    public static IsolationStatement Judge(GuardView view, IReadOnlyList<IsolationWitness> ofPolicies)
    {
        List<IsolationWitness> witnesses = [.. PodsOutside(view), .. ofPolicies];
        List<string> missing = [.. view.Overriding.Unseen, .. UnclearBlocks.Missing(view.Policies)];
        if (view.Overriding.Found.Count > 0)
        {
            missing.Add($"{Counted.Named(view.Overriding.Found)} can override network policies: what {(view.Overriding.Found.Count == 1 ? "it says" : "they say")} is not judged");
        }

        if (view.Addresses.Pods.Origin == RangeOrigin.Unknown)
        {
            missing.Add("the ranges of pods are not known: no node tells them; set STACK_POD_CIDRS");
        }

        return IsolationStatement.Of(Id, Title, witnesses, missing);
    }

    private static IEnumerable<IsolationWitness> PodsOutside(GuardView view) =>
        from name in view.PodsOutsideRanges.OrderBy(name => name.ToString(), StringComparer.Ordinal).Take(MostWitnesses)
        let address = string.Join(", ", PodAddresses.Of(view.Pods[name]))
        select new IsolationWitness
        {
            From = name.ToString(),
            Text =
            [
                $"pod {name} has address {address}, outside of every known range of pods ({Counted.Named([.. view.Addresses.Pods.Values.Select(range => range.ToString())])}): set STACK_POD_CIDRS to the ranges that the network plug-in really uses",
                "rules about addresses outside of the cluster take such pods for outsiders",
            ],
        };

    // One such block stops some plug-ins from enforcing any policy at all.
    private static IEnumerable<IsolationWitness> ForeignFamilies(GuardView view)
    {
        var families = view.Families;
        return families.Count == 0 ? [] :
            (from policy in view.Policies
             from block in Blocks(policy)
             let family = FamilyOf(block)
             where family is not null && !families.Contains(family.Value)
             let word = family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4"
             let name = NamespacedName.Of(policy.Metadata).ToString()
             orderby name
             select IsolationWitness.Of(
                 $"NetworkPolicy {name} has the {word} block {block.Cidr} in a cluster without {word}: one such block stops some network plug-ins from enforcing any policy",
                 "take the block out")).Take(MostWitnesses);
    }

    private static AddressFamily? FamilyOf(IPBlock block) => IPText.TryParseCidr(block.Cidr, out var address, out _) ? address.AddressFamily : null;

    private static IEnumerable<NetworkPolicyPeer?> Peers(NetworkPolicy policy) =>
        (policy.Spec?.Ingress ?? []).SelectMany(rule => rule?.From ?? []).Concat((policy.Spec?.Egress ?? []).SelectMany(rule => rule?.To ?? []));

    private static IEnumerable<IPBlock> Blocks(NetworkPolicy policy) =>
        Peers(policy).Select(peer => peer?.IpBlock).OfType<IPBlock>();

    private static IEnumerable<IsolationWitness> MissingLabels(GuardView view) =>
        (from space in view.Namespaces.Values
         where space.Metadata.Labels?.GetValueOrDefault(Walls.NamespaceLabel) != space.Metadata.Name
         orderby space.Metadata.Name
         let relying = view.Policies.Where(policy => ReliesOn(policy, space.Metadata.Name!)).Select(policy => NamespacedName.Of(policy.Metadata).ToString()).Order(StringComparer.Ordinal).ToList()
         where relying.Count > 0
         select IsolationWitness.Of(
             $"namespace {space.Metadata.Name} does not carry the label {Walls.NamespaceLabel}={space.Metadata.Name}, by which {Counted.Named(relying)} {(relying.Count == 1 ? "tells" : "tell")} namespaces apart",
             $"add it: kubectl label namespace {space.Metadata.Name} {Walls.NamespaceLabel}={space.Metadata.Name}")).Take(MostWitnesses);

    // What must not match matches where the label is missing, whatever the namespace; what must match is about those named.
    private static bool ReliesOn(NetworkPolicy policy, string space) =>
        Peers(policy).Select(peer => peer?.NamespaceSelector).OfType<LabelSelector>()
            .Any(selector => selector.MatchLabels?.GetValueOrDefault(Walls.NamespaceLabel) == space
                || (selector.MatchExpressions ?? []).Any(expression => expression.Key == Walls.NamespaceLabel && (expression.Operator != "In" || expression.Values?.Contains(space) == true)));
}
