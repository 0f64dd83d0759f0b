using System.Text.Json.Nodes;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Tests.Records;

/// <summary>What somebody may do to a stack's Service, and what that leads to.</summary>
internal static class RandomEdits
{
    private static readonly string[] Selectors = ["null", """{"app": "api"}""", """{"portcullis.dev/stack": null}""", """{"portcullis.dev/incarnation": "zzzzz"}""", """{"portcullis.dev/incarnation": "bbbbb"}""", """{"team": "red"}"""];
    private static readonly string[] Types = ["\"ClusterIP\"", "\"LoadBalancer\"", "\"NodePort\"", "\"ExternalName\"", "null"];

    /// <summary>A merge patch of some fields of a stack's Service, of which many change nothing.</summary>
    public static JsonObject Patch(Random random)
    {
        var spec = new JsonObject();
        Maybe(5, "selector", () => JsonNode.Parse(random.GetItems(Selectors, 1)[0]));
        Maybe(6, "type", () => JsonNode.Parse(random.GetItems(Types, 1)[0]));
        Maybe(6, "externalTrafficPolicy", () => random.Next(2) == 0 ? "Local" : "Cluster");
        Maybe(8, "externalIPs", () => random.Next(2) == 0 ? new JsonArray() : new JsonArray("192.0.2.7"));
        Maybe(8, "publishNotReadyAddresses", () => random.Next(2) == 0);
        Maybe(8, "sessionAffinity", () => "ClientIP");
        Maybe(8, "internalTrafficPolicy", () => "Local");
        Maybe(8, "ipFamilyPolicy", () => "SingleStack");
        Maybe(4, "ports", () => Ports(random));
        return new() { ["spec"] = spec };

        void Maybe(int outOf, string field, Func<JsonNode?> value)
        {
            if (random.Next(outOf) == 0)
            {
                spec[field] = value();
            }
        }
    }

    private static JsonArray Ports(Random random)
    {
        List<JsonNode> ports = [Port(80, "TCP", 31001), Port(53, "UDP", 31002)];
        if (random.Next(3) == 0)
        {
            ports.RemoveAt(random.Next(2));
        }

        if (random.Next(3) == 0)
        {
            ports.Add(Port(22, "TCP", 31003));
        }

        if (random.Next(3) == 0 && ports.Count > 0)
        {
            ports[0][random.GetItems(["port", "targetPort", "nodePort"], 1)[0]] = random.GetItems([80, 22, 31001, 31004], 1)[0];
        }

        if (random.Next(2) == 0)
        {
            ports.Reverse();
        }

        return [.. ports];
    }

    private static JsonObject Port(int port, string protocol, int nodePort) => new() { ["port"] = port, ["targetPort"] = port, ["protocol"] = protocol, ["nodePort"] = nodePort };

    /// <summary>Who gets where, as a proxy would set it up: entrance, and what is behind it.</summary>
    public static IReadOnlyList<string> Ways(Service service, bool withNumbers = true)
    {
        var spec = service.Spec!;
        if (spec.Type == "ExternalName")
        {
            return [$"by name to {spec.ExternalName}"];
        }

        var selects = spec.Selector is { Count: > 0 } selector ? string.Join(",", selector.OrderBy(label => label.Key, StringComparer.Ordinal)) : "whatever somebody writes";
        List<string> ways = [];
        foreach (var port in spec.Ports ?? [])
        {
            var inside = $"{selects} at {port.TargetPort?.ToString() ?? $"{port.Port}"}/{port.Protocol ?? "TCP"}{(spec.PublishNotReadyAddresses == true ? " ready or not" : "")}";
            var outside = $"{inside} as {(spec.ExternalTrafficPolicy == "Local" ? "themselves" : "a node")}";
            ways.Add($"cluster {port.Port} to {inside}");
            if (spec.Type is "NodePort" or "LoadBalancer")
            {
                ways.Add($"node {(withNumbers ? port.NodePort : port.NodePort > 0)} to {outside}");
            }

            if (spec.Type == "LoadBalancer")
            {
                ways.Add($"balanced {port.Port} to {outside}");
            }

            ways.AddRange((spec.ExternalIPs ?? []).Select(address => $"{address} {port.Port} to {outside}"));
        }

        return [.. ways.Order(StringComparer.Ordinal)];
    }
}
