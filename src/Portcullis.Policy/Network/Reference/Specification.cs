using Portcullis.Model.Wire.Networking;
using Portcullis.Policy.Network.Answers;
using Portcullis.Policy.Network.Inputs;

namespace Portcullis.Policy.Network.Reference;

/// <summary>
/// The rules of NetworkPolicy v1, one after another, over the objects themselves. Slow and obvious on purpose: this is
/// what the fast engine is held against, and where explanations come from.
/// <see href="https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/"/>
/// </summary>
internal static class Specification
{
    /// <summary>A policy isolates the pods of its own namespace that it selects, in the directions it lists.</summary>
    public static bool Isolates(NetworkPolicy policy, Subject pod, Direction direction) =>
        policy.Metadata.Namespace == pod.Namespace
        && policy.Spec!.PolicyTypes!.Contains(direction.ToString())
        && SelectorSpecification.Matches(policy.Spec.PodSelector!, pod.Labels);

    /// <summary>The first rule that allows the connection; null when none does. Rules are ORed.</summary>
    public static RuleMatch? FirstAllowing(NetworkPolicy policy, Direction direction, Connection connection, IClusterView view)
    {
        foreach (var (index, rule) in Rule.Of(policy, direction).Index())
        {
            var peer = FirstOrAny(rule.Peers, entry => PeerMatches(entry, policy.Metadata.Namespace!, connection.Other(direction), connection.Path, view));
            var port = FirstOrAny(rule.Ports, entry => PortMatches(entry, connection.To, connection.Port));
            if (peer != NoEntry && port != NoEntry)
            {
                return new RuleMatch(index, peer, port);
            }
        }

        return null;
    }

    /// <summary>A number, a range or a name; no port is all of the protocol. A name is the destination's, in both directions.</summary>
    public static bool PortMatches(NetworkPolicyPort entry, Subject destination, ProtocolPort port)
    {
        if (entry.Protocol != ProtocolPort.Name(port.Protocol))
        {
            return false;
        }

        return entry.Port switch
        {
            null => true,
            { Text: { } name } => destination.Kind == SubjectKind.Pod && destination.NamedPorts.Any(named => named.Name == name && named.Port == port),
            { Number: var first } => port.Port >= first && port.Port <= (entry.EndPort ?? first),
        };
    }

    /// <summary>A block matches addresses, those of pods too; selectors match pods alone, and both must hold where both are given.</summary>
    public static bool PeerMatches(NetworkPolicyPeer entry, string policyNamespace, Subject other, IpFamily path, IClusterView view)
    {
        if (entry.IpBlock is { } block)
        {
            return other.Addresses.Any(address => (address.Family & path) != 0 && BlockContains(block, address));
        }

        if (other.Kind != SubjectKind.Pod)
        {
            return false;
        }

        var inNamespace = entry.NamespaceSelector is { } spaces
            ? SelectorSpecification.Matches(spaces, view.NamespaceLabels(other.Namespace))
            : other.Namespace == policyNamespace;
        return inNamespace && (entry.PodSelector is null || SelectorSpecification.Matches(entry.PodSelector, other.Labels));
    }

    public static bool BlockContains(IPBlock block, IpValue address) =>
        Contains(block.Cidr!, address) && !(block.Except ?? []).Any(except => Contains(except, address));

    /// <summary>The index in <see cref="RuleMatch"/> of an entry that is not there.</summary>
    public const int NoEntry = -1;

    // Empty or missing: unrestricted, which is null. Else the first that matches.
    private static int? FirstOrAny<T>(IReadOnlyList<T> entries, Func<T, bool> matches)
    {
        if (entries.Count == 0)
        {
            return null;
        }

        foreach (var (index, entry) in entries.Index())
        {
            if (matches(entry))
            {
                return index;
            }
        }

        return NoEntry;
    }

    private static bool Contains(string cidr, IpValue address) => IpRange.TryParseCidr(cidr, out var range) && range.Contains(address);
}
