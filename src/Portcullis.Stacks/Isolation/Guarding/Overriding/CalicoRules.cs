using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Portcullis.Stacks.Isolation.Guarding.Overriding;

/// <summary>
/// The content of a policy of Calico's in one form, whatever version wrote it: what is empty left out, and rules that differ
/// in ports only made one.
/// </summary>
internal static class CalicoRules
{
    /// <summary>Brings it into that form.</summary>
    /// <param name="spec">The content.</param>
    /// <returns>Null when it holds something that no mirror does.</returns>
    public static JsonObject? Read(JsonElement spec)
    {
        if (Dense(spec) is not JsonObject content)
        {
            return null;
        }

        if (content["tier"] is JsonValue tier && tier.GetValueKind() == JsonValueKind.String && tier.GetValue<string>() == "default")
        {
            content.Remove("tier");
        }

        foreach (var direction in (string[])["ingress", "egress"])
        {
            if (content[direction] is { } rules)
            {
                if (Merged(rules) is not { } merged)
                {
                    return null;
                }

                content[direction] = merged;
            }
        }

        content["types"] = content["types"] is JsonArray types ? Sorted(types.Select(type => type!.ToJsonString())) : null;
        return content;
    }

    // Every rule of a mirror allows, so that neither their order matters nor which rule of several names a port.
    private static JsonObject? Merged(JsonNode rules)
    {
        var ports = new SortedDictionary<string, SortedSet<string>?>(StringComparer.Ordinal);
        foreach (var rule in rules as JsonArray ?? [])
        {
            if (rule is not JsonObject one)
            {
                return null;
            }

            var named = one["destination"] is JsonObject destination && destination.Remove("ports", out var list) ? list as JsonArray : null;
            if (one["destination"] is JsonObject { Count: 0 })
            {
                one.Remove("destination");
            }

            foreach (var entity in (string[])["source", "destination"])
            {
                if (one[entity] is JsonObject { } found && found["notNets"] is JsonArray nets)
                {
                    found["notNets"] = Sorted(nets.Select(net => net!.ToJsonString()));
                }
            }

            var key = Ordered(one).ToJsonString();
            if (named is null)
            {
                ports[key] = null;
            }
            else if (!ports.TryGetValue(key, out var before))
            {
                ports[key] = [.. Expanded(named)];
            }
            else
            {
                before?.UnionWith(Expanded(named));
            }
        }

        return new([.. ports.Select(entry => KeyValuePair.Create(entry.Key, entry.Value is null ? (JsonNode?)"any" : Sorted(entry.Value)))]);
    }

    // Ranges are taken apart, for Calico joins neighbours.
    private static IEnumerable<string> Expanded(JsonArray ports)
    {
        foreach (var port in ports)
        {
            var text = port is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : port!.ToJsonString();
            if (text.Split(':') is [var from, var to] && ushort.TryParse(from, CultureInfo.InvariantCulture, out var first) && ushort.TryParse(to, CultureInfo.InvariantCulture, out var last))
            {
                for (var number = (int)first; number <= last; number++)
                {
                    yield return number.ToString(CultureInfo.InvariantCulture);
                }
            }
            else
            {
                yield return text;
            }
        }
    }

    private static JsonArray Sorted(IEnumerable<string> texts) => new([.. texts.Order(StringComparer.Ordinal).Select(text => JsonValue.Create(text))]);

    private static JsonNode? Dense(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Select(field => (field.Name, Value: Dense(field.Value))).Where(field => field.Value is not null).ToList() is { Count: > 0 } fields
            ? new JsonObject([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))])
            : null,
        JsonValueKind.Array => json.EnumerateArray().Select(Filled).ToList() is { Count: > 0 } items ? new JsonArray([.. items]) : null,
        JsonValueKind.String when json.ValueEquals("") => null,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Number => JsonValue.Create(json.GetDecimal()),
        _ => JsonSerializer.SerializeToNode(json, CalicoJson.Default.JsonElement),
    };

    // An empty rule allows everything, and so is something.
    private static JsonNode? Filled(JsonElement json) => Dense(json) ?? (json.ValueKind == JsonValueKind.Object ? new JsonObject() : null);

    private static JsonNode Ordered(JsonNode node) => node switch
    {
        JsonObject fields => new JsonObject([.. fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, field.Value is null ? null : (JsonNode?)Ordered(field.Value)))]),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Ordered(item))]),
        _ => node.DeepClone(),
    };
}

/// <summary>How that is turned into JSON and back.</summary>
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class CalicoJson : JsonSerializerContext;
