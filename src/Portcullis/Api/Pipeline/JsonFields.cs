using System.Text.Json;
using Portcullis.Stacks.Problems;

namespace Portcullis.Api.Pipeline;

/// <summary>Reads the fields of a JSON object one by one and collects everything that is wrong with them.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement _root;

    /// <exception cref="StackException">The body is neither an object nor null.</exception>
    public JsonFields(JsonDocument? body)
    {
        _root = body?.RootElement ?? throw RequestBody.Invalid("invalid json body: it is empty");
        if (_root.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            throw RequestBody.Invalid("invalid json body: it must be an object");
        }
    }

    /// <summary>What is wrong so far.</summary>
    public List<ProblemDetail> Problems { get; } = [];

    /// <summary>The field's value; null when it is absent or null.</summary>
    public JsonElement? Find(string name) =>
        _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The field's text; null when it is absent, null or no text, which is then a problem.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text)
        {
            return text;
        }

        Problems.Add(new(name, "must be a string", Found: Describe(value)));
        return null;
    }

    /// <summary>What kind of value it is, without the value itself.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };
}
