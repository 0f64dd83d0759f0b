using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portcullis.Embedded.Tests.Conformance.Comparing;

/// <summary>Replaces what two servers must choose differently by what it stands for, so that the rest can be equal.</summary>
/// <remarks>
/// A value gets the name of the place where it was first seen in the scenario. So two servers agree only when the same
/// values are the same again later: an update that changes nothing keeps its resourceVersion, a recreated object has
/// another uid, a watch event carries the version that the write answered with.
/// </remarks>
/// <param name="picks">What the requests asked for by name: it stays as it is.</param>
/// <param name="now">When the run takes place.</param>
internal sealed partial class Normaliser(Picks picks, DateTimeOffset now)
{
    private static readonly TimeSpan AroundNow = TimeSpan.FromHours(2);

    private readonly Dictionary<string, string> _known = [];

    /// <summary>The answer without what must differ.</summary>
    public JsonNode Normalise(string exchange, Reply reply)
    {
        var json = reply.ToJson();
        FindGeneratedNames(json["body"], exchange);
        return Walk(json, "", "", exchange, null)!;
    }

    private JsonNode? Walk(JsonNode? node, string field, string path, string exchange, JsonObject? owner) => node switch
    {
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(
            p.Key, Walk(p.Value, p.Key, path.Length == 0 ? p.Key : $"{path}.{p.Key}", exchange, field == "metadata" ? owner : map)))),
        JsonArray list => new JsonArray([.. list.Select((item, i) => Walk(item, field, $"{path}[{i}]", exchange, owner))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Text(text, field, $"{exchange} {path}", owner),
        JsonValue value when field is "nodePort" or "healthCheckNodePort" && !picks.Holds(value.ToString()) && value.ToString() != "0" =>
            Seen(value.ToString(), "node port", $"{exchange} {path}"),
        _ => node?.DeepClone(),
    };

    private JsonNode Text(string text, string field, string place, JsonObject? owner)
    {
        if (field == "resourceVersion" && text.Length > 0 && text != "0")
        {
            return owner is not null && (owner.ContainsKey("items") || owner.ContainsKey("rows")) ? ListVersion(text, owner) : Seen(text, "version", place);
        }

        if (field == "continue" && text.Length > 0)
        {
            return "<continue>";
        }

        if (field == "cells" && Age().IsMatch(text))
        {
            return "<age>";
        }

        var plain = Uid().Replace(text, match => Seen(match.Value, "uid", place));
        plain = ServiceAddress().Replace(plain, match => picks.Holds(match.Value) ? match.Value : Seen(match.Value, "service address", place));
        plain = Version().Replace(plain, match => _known.GetValueOrDefault($"version {match.Value}", match.Value));
        plain = TooOld().Replace(plain, "$1 (<oldest version>)");
        foreach (var (name, token) in _known.Where(k => k.Key.StartsWith("name ", StringComparison.Ordinal)))
        {
            plain = plain.Replace(name["name ".Length..], token, StringComparison.Ordinal);
        }

        return Time(plain);
    }

    private string Time(string text)
    {
        if (!Timestamp().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return text;
        }

        return (time - now).Duration() > AroundNow ? text : text.Contains('.', StringComparison.Ordinal) ? "<time with fraction>" : "<time>";
    }

    /// <summary>The version of a list is any number that is at least as high as those of what it shows.</summary>
    private static string ListVersion(string text, JsonObject list)
    {
        var items = (list["items"] ?? list["rows"]) as JsonArray ?? [];
        var newest = items.Select(i => i?["metadata"] ?? i?["object"]?["metadata"])
            .Select(m => long.TryParse((string?)m?["resourceVersion"], CultureInfo.InvariantCulture, out var version) ? version : 0)
            .DefaultIfEmpty().Max();
        return long.TryParse(text, CultureInfo.InvariantCulture, out var listed) && listed >= newest ? "<list version>" : "<list version older than its items>";
    }

    private string Seen(string value, string what, string place)
    {
        var key = $"{what} {value}";
        if (!_known.TryGetValue(key, out var token))
        {
            _known[key] = token = $"<{what} of {place}>";
        }

        return token;
    }

    /// <summary>A name that begins with generateName and has five characters more.</summary>
    private void FindGeneratedNames(JsonNode? node, string exchange)
    {
        switch (node)
        {
            case JsonObject map:
                if (map["generateName"] is JsonValue prefix && map["name"] is JsonValue name
                    && name.ToString().StartsWith(prefix.ToString(), StringComparison.Ordinal) && name.ToString().Length == prefix.ToString().Length + 5)
                {
                    _known.TryAdd($"name {name}", $"<{prefix} generated by {exchange}>");
                }

                foreach (var (_, value) in map)
                {
                    FindGeneratedNames(value, exchange);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    FindGeneratedNames(item, exchange);
                }

                break;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uid();

    [GeneratedRegex(@"\b10\.96\.\d+\.\d+\b")]
    private static partial Regex ServiceAddress();

    [GeneratedRegex(@"(?<=ResourceVersion in (?:the precondition|record) \()\d+")]
    private static partial Regex Version();

    [GeneratedRegex(@"(too old resource version: \d+) \(\d+\)")]
    private static partial Regex TooOld();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex Timestamp();

    [GeneratedRegex("^\\d+s$")]
    private static partial Regex Age();
}
