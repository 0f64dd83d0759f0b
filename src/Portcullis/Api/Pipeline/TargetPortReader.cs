using System.Globalization;
using System.Text.Json;
using Portcullis.Admission;
using Portcullis.Stacks.Records;

namespace Portcullis.Api.Pipeline;

/// <summary>Reads <c>target_port</c>: a number, or a list of <c>{container_port, protocol}</c>.</summary>
/// <remarks>Whether the container exposes them is admission's business.</remarks>
internal static class TargetPortReader
{
    private const string Field = "target_port";
    private const int Most = 24;
    private const string Shape = "a port number, or a list of 1 to 24 objects {container_port, protocol}";
    private const string Range = "a whole number from 1 to 65535, written without fraction or exponent";

    public static IReadOnlyList<TargetPort> Read(JsonFields fields)
    {
        switch (fields.Find(Field))
        {
            case { ValueKind: JsonValueKind.Number } number:
                return ReadNumber(fields, Field, number) is { } port ? [new(port, PortProtocol.Tcp)] : [];
            case { ValueKind: JsonValueKind.Array } list:
                return ReadList(fields, list);
            case null:
                fields.Problems.Add(new(Field, "is required", Allowed: Shape));
                return [];
            case { } other:
                fields.Problems.Add(new(Field, "has the wrong type", Found: JsonFields.Describe(other), Allowed: Shape));
                return [];
        }
    }

    private static List<TargetPort> ReadList(JsonFields fields, JsonElement list)
    {
        var count = list.GetArrayLength();
        if (count is 0 or > Most)
        {
            fields.Problems.Add(new(Field, "has too few or too many entries", Found: count.ToString(CultureInfo.InvariantCulture), Allowed: Shape));
            return [];
        }

        var ports = new List<TargetPort>(count);
        var seen = new HashSet<TargetPort>();
        var index = 0;
        foreach (var entry in list.EnumerateArray())
        {
            var path = $"{Field}[{index++}]";
            if (entry.ValueKind != JsonValueKind.Object)
            {
                fields.Problems.Add(new(path, "has the wrong type", Found: JsonFields.Describe(entry), Allowed: "an object {container_port, protocol}"));
            }
            else if (ReadEntry(fields, path, entry) is { } port)
            {
                ports.Add(port);
                if (!seen.Add(port))
                {
                    fields.Problems.Add(new(path, "is there twice", Allowed: "each port and protocol once"));
                }
            }
        }

        return ports;
    }

    private static TargetPort? ReadEntry(JsonFields fields, string path, JsonElement entry)
    {
        var number = ReadNumber(fields, $"{path}.container_port", entry.TryGetProperty("container_port", out var value) ? value : default);
        var text = entry.TryGetProperty("protocol", out var protocol) && protocol.ValueKind == JsonValueKind.String ? protocol.GetString() : null;
        if (!PortProtocols.TryParse(text?.Trim().ToUpperInvariant(), out var parsed))
        {
            fields.Problems.Add(new($"{path}.protocol", text is null ? "is required" : "is not known", Allowed: "TCP, UDP"));
            return null;
        }

        return number is { } port ? new(port, parsed) : null;
    }

    // Whole numbers only, as they are written: 80.0 and 8e1 are refused by the API that this one is compatible with.
    private static int? ReadNumber(JsonFields fields, string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number
            && !value.GetRawText().AsSpan().ContainsAny(".eE")
            && value.TryGetInt32(out var number)
            && number is >= 1 and <= 65535)
        {
            return number;
        }

        var found = value.ValueKind switch
        {
            JsonValueKind.Undefined => "nothing",
            JsonValueKind.Number when value.GetRawText() is { Length: <= 20 } text => text,
            _ => JsonFields.Describe(value),
        };
        fields.Problems.Add(new(path, "is out of range", Found: found, Allowed: Range));
        return null;
    }
}
