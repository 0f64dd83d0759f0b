using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Model.Addresses;
using Portcullis.Model.Names;
using Portcullis.Model.Wire.Meta;
using Portcullis.Model.Wire.Networking;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding;

/// <summary>
/// What Calico makes of a NetworkPolicy: its own API shows each one again, as a policy of Calico's kind in the same namespace.
/// Such a mirror is judged with the original. Anybody may write a policy of that name, so that only what it says tells.
/// <see href="https://github.com/projectcalico/calico/blob/master/libcalico-go/lib/backend/k8s/conversion/conversion.go"/>
/// </summary>
internal static class CalicoMirror
{
    /// <summary>Calico adds it to every pod selector.</summary>
    public const string OrchestratorLabel = "projectcalico.org/orchestrator";

    private const string Prefix = "knp.default.";
    private const int Order = 1000;

    /// <summary>Whether an object is only what Calico makes of a NetworkPolicy that is there.</summary>
    /// <param name="found">A policy of Calico's kind.</param>
    /// <param name="policies">The NetworkPolicies of the cluster.</param>
    public static bool IsMirror(OverridingObject found, IEnumerable<NetworkPolicy> policies)
    {
        if (found.Name.Namespace.Length == 0 || !found.Name.Name.StartsWith(Prefix, StringComparison.Ordinal) || found.Spec.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var original = new NamespacedName(found.Name.Namespace, found.Name.Name[Prefix.Length..]);
        return policies.FirstOrDefault(policy => NamespacedName.Of(policy.Metadata) == original) is { Spec: { } spec }
            && CalicoRules.Read(found.Spec) is { } rules
            && JsonNode.DeepEquals(rules, CalicoRules.Read(JsonSerializer.SerializeToElement(Convert(spec), CalicoJson.Default.JsonObject)));
    }

    /// <summary>The content that Calico gives the mirror of a policy.</summary>
    /// <param name="spec">The policy's content.</param>
    public static JsonObject Convert(NetworkPolicySpec spec)
    {
        var types = spec.PolicyTypes is { Count: > 0 } given ? given : spec.Egress is { Count: > 0 } ? ["Ingress", "Egress"] : ["Ingress"];
        return new()
        {
            ["order"] = Order,
            ["selector"] = PodSelector(spec.PodSelector),
            ["types"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]),
            ["ingress"] = new JsonArray([.. (spec.Ingress ?? []).SelectMany(rule => Rules(rule?.From, rule?.Ports, isIngress: true))]),
            ["egress"] = new JsonArray([.. (spec.Egress ?? []).SelectMany(rule => Rules(rule?.To, rule?.Ports, isIngress: false))]),
        };
    }

    private static IEnumerable<JsonObject> Rules(IReadOnlyList<NetworkPolicyPeer>? peers, IReadOnlyList<NetworkPolicyPort>? ports, bool isIngress) =>
        from port in ports is { Count: > 0 } ? ports : [null!]
        from peer in peers is { Count: > 0 } ? peers : [null!]
        select Rule(peer, port, isIngress);

    private static JsonObject Rule(NetworkPolicyPeer? peer, NetworkPolicyPort? port, bool isIngress)
    {
        var entity = Entity(peer);
        var ports = port?.Port is null ? null : new JsonArray(port.EndPort is { } end ? $"{port.Port}:{end}" : port.Port.Value.ToString());
        var rule = new JsonObject { ["action"] = "Allow" };
        if (port is not null)
        {
            rule["protocol"] = port.Protocol ?? "TCP";
        }

        if (isIngress)
        {
            rule["source"] = entity;
            rule["destination"] = new JsonObject { ["ports"] = ports };
        }
        else
        {
            entity["ports"] = ports;
            rule["destination"] = entity;
        }

        return rule;
    }

    private static JsonObject Entity(NetworkPolicyPeer? peer) => peer switch
    {
        null => [],
        { IpBlock: { } block } => new()
        {
            ["nets"] = new JsonArray(Canonical(block.Cidr)),
            ["notNets"] = new JsonArray([.. (block.Except ?? []).Select(except => JsonValue.Create(Canonical(except)))]),
        },
        _ => new() { ["selector"] = PodSelector(peer.PodSelector), ["namespaceSelector"] = NamespaceSelector(peer.NamespaceSelector) },
    };

    private static string? Canonical(string? cidr) => IPText.TryParseCidr(cidr, out var address, out var length) ? AddressRanges.Masked(address, length).ToString() : cidr;

    private static string PodSelector(LabelSelector? selector) => string.Join(" && ", [$"{OrchestratorLabel} == 'k8s'", .. Terms(selector)]);

    private static string NamespaceSelector(LabelSelector? selector) => selector is null ? "" : Terms(selector).ToList() is { Count: > 0 } terms ? string.Join(" && ", terms) : "all()";

    private static IEnumerable<string> Terms(LabelSelector? selector) =>
    [
        .. (selector?.MatchLabels ?? new Dictionary<string, string>()).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key} == '{label.Value}'"),
        .. (selector?.MatchExpressions ?? []).Select(expression => expression.Operator switch
        {
            "In" => $"{expression.Key} in {{ '{string.Join("', '", expression.Values ?? [])}' }}",
            "NotIn" => $"{expression.Key} not in {{ '{string.Join("', '", expression.Values ?? [])}' }}",
            "Exists" => $"has({expression.Key})",
            _ => $"! has({expression.Key})",
        }),
    ];
}
