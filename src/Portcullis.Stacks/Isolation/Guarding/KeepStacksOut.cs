using System.Globalization;
using System.Text;
using Portcullis.Model.Addresses;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>The policy by which a namespace keeps stacks out by itself, and everyone else in as before.</summary>
internal static class KeepStacksOut
{
    private const string Name = "keep-stacks-out";

    /// <summary>Makes it. Where the stack namespace has no label to be told by, it lets in no pods but the namespace's own.</summary>
    /// <param name="view">The cluster.</param>
    /// <param name="space">The namespace to protect.</param>
    public static NetworkPolicy Make(GuardView view, string space)
    {
        var labelled = view.Namespaces.Values.All(one => one.Metadata.Labels?.GetValueOrDefault(Walls.NamespaceLabel) == one.Metadata.Name);
        return new()
        {
            ApiVersion = ResourceTypes.NetworkPolicies.ApiVersion,
            Kind = ResourceTypes.NetworkPolicies.Kind,
            Metadata = new() { Name = Name, Namespace = space },
            Spec = new()
            {
                PodSelector = new(),
                PolicyTypes = ["Ingress"],
                Ingress = [new() { From = [labelled ? NotStacks(view) : new() { PodSelector = new() }, .. Outside(view)] }],
            },
        };
    }

    /// <summary>The policy as a person would write it.</summary>
    /// <param name="policy">What <see cref="Make"/> made.</param>
    public static string Yaml(NetworkPolicy policy)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            apiVersion: {policy.ApiVersion}
            kind: {policy.Kind}
            metadata:
              name: {policy.Metadata.Name}
              namespace: {policy.Metadata.Namespace}
            spec:
              podSelector: {"{}"}
              policyTypes: [Ingress]
              ingress:
              - from:

            """);
        foreach (var peer in policy.Spec!.Ingress![0].From!)
        {
            text.Append("    - ").AppendLine(peer switch
            {
                { IpBlock: { Except: { } except } block } => $"ipBlock: {{cidr: \"{block.Cidr}\", except: [{string.Join(", ", except.Select(range => $"\"{range}\""))}]}}",
                { IpBlock: { } block } => $"ipBlock: {{cidr: \"{block.Cidr}\"}}",
                { NamespaceSelector.MatchExpressions: [var expression] } => $"namespaceSelector: {{matchExpressions: [{{key: {expression.Key}, operator: {expression.Operator}, values: [{string.Join(", ", expression.Values ?? [])}]}}]}}",
                _ => "podSelector: {}",
            });
        }

        return text.ToString().TrimEnd();
    }

    private static NetworkPolicyPeer NotStacks(GuardView view) => new()
    {
        NamespaceSelector = new() { MatchExpressions = [new() { Key = Walls.NamespaceLabel, Operator = "NotIn", Values = [.. view.StackSpaces] }] },
    };

    // Whoever comes from outside the cluster came in before, and is no stack.
    private static IEnumerable<NetworkPolicyPeer> Outside(GuardView view) =>
        WorldBlocks.Outsiders(view.Addresses.Pods.Values.Select(AddressRanges.FamilyOf).Distinct(), view.Addresses.Pods.Values).Select(block => new NetworkPolicyPeer { IpBlock = block });
}
