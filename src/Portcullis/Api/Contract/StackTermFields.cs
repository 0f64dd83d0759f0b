using System.Text.Json.Serialization;
using Portcullis.Api.Pipeline;
using Portcullis.Stacks.Records;

namespace Portcullis.Api.Contract;

/// <summary>A stack's terms in the words of the API: as callers give them, and as they are shown. The one place for either.</summary>
internal static class StackTermFields
{
    private const int LongestName = 253;
    private const int LongestNote = 200;

    /// <summary>Reads them from the body of a create; what is wrong goes to the problems of <paramref name="fields"/>.</summary>
    public static StackTerms Read(JsonFields fields) => new()
    {
        Owner = Name(fields, "owner"),
        Challenge = Name(fields, "challenge"),
        Note = Line(fields, "note", LongestNote),
        Egress = OneOf(fields, "egress", "none", "internet"),
        Profile = fields.Text("profile"),
    };

    /// <summary>The stack with its terms shown.</summary>
    public static StackResponse With(this StackResponse stack, StackTerms terms) => stack with
    {
        Owner = terms.Owner,
        Challenge = terms.Challenge,
        Note = terms.Note,
        Egress = terms.Egress ?? "",
        Profile = terms.Profile ?? "",
        BeyondBaseline = terms.BeyondBaseline,
        EnvNames = terms.EnvNames,
    };

    // An empty owner would give every player the same stack: refused, not taken as absent.
    private static string? Name(JsonFields fields, string field)
    {
        if (fields.Text(field) is not { } text)
        {
            return null;
        }

        if (text.Length is 0 or > LongestName || string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
        {
            fields.Problems.Add(new(field, "is no usable name", Allowed: $"1 to {LongestName} characters, none of them a control character, not only blanks"));
        }

        return text;
    }

    // Counted as people count: a character beyond 16 bits is one. What is wrong is not repeated.
    private static string? Line(JsonFields fields, string field, int longest)
    {
        var text = fields.Text(field);
        if (text is not null && (text.EnumerateRunes().Count() > longest || text.Any(char.IsControl)))
        {
            fields.Problems.Add(new(field, "is no usable text", Allowed: $"at most {longest} characters (Unicode code points), none of them a control character"));
        }

        return text;
    }

    private static string? OneOf(JsonFields fields, string field, params ReadOnlySpan<string> words)
    {
        var text = fields.Text(field);
        if (text is not null && !words.Contains(text))
        {
            fields.Problems.Add(new(field, "is not known", Allowed: string.Join(", ", words)));
        }

        return text;
    }
}

internal sealed partial record CreateStackRequest
{
    public string? Owner { get; init; }

    public string? Challenge { get; init; }

    /// <summary>At most 200 characters (code points), none of them a control character.</summary>
    public string? Note { get; init; }

    public string? Egress { get; init; }

    public string? Profile { get; init; }
}

internal sealed partial record StackResponse
{
    public string? Owner { get; init; }

    public string? Challenge { get; init; }

    public string? Note { get; init; }

    [JsonRequired]
    public string Egress { get; init; } = "";

    [JsonRequired]
    public string Profile { get; init; } = "";

    /// <summary>True when that profile goes beyond the baseline level of the Pod Security Standards.</summary>
    [JsonRequired]
    public bool BeyondBaseline { get; init; }

    [JsonRequired]
    public IReadOnlyList<string> EnvNames { get; init; } = [];
}
