using System.Text.Json.Serialization;
using Portcullis.Stacks.Isolation;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Reading;

namespace Portcullis.Api.Contract;

/// <summary>The guard's report, as <c>GET /isolation</c> and <c>policy check</c> give it.</summary>
internal sealed record IsolationResponse
{
    /// <summary><c>proven</c>, <c>incomplete</c> or <c>open</c>: the worst of the statements that are not advisory.</summary>
    public required string Verdict { get; init; }

    /// <summary>What an open verdict does: <c>enforce</c>, <c>warn</c> or <c>off</c>; null where nothing listens to it.</summary>
    public required string? Mode { get; init; }

    /// <summary>Which pods were judged as stacks, in words; absent where it is the stacks of this service.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Judged { get; init; }

    public required DateTime EvaluatedAt { get; init; }

    /// <summary>What it rests on is how the cluster was then, or later; absent where objects were read once, as by <c>policy check</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? FreshAsOf { get; init; }

    /// <summary>How long the evaluation took, in milliseconds.</summary>
    public required double TookMs { get; init; }

    public required IReadOnlyList<IsolationStatementResponse> Statements { get; init; }

    public required IReadOnlyList<IsolationInputResponse> Inputs { get; init; }

    /// <summary>When each part of the cluster was last heard of; absent where objects were read once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SourceResponse>? Sources { get; init; }

    public static IsolationResponse Of(IsolationReport report) => new()
    {
        Verdict = report.Verdict.ToWire(),
        Mode = report.Mode is { } mode ? Word(mode) : null,
        Judged = report.Judged,
        EvaluatedAt = report.EvaluatedAt.UtcDateTime,
        TookMs = report.Took.TotalMilliseconds,
        Statements = [.. report.Statements.Select(IsolationStatementResponse.Of)],
        Inputs = [.. report.Inputs.Select(input => new IsolationInputResponse(input.Name, input.Values, input.Origin))],
        FreshAsOf = report.FreshAsOf?.UtcDateTime,
        Sources = report.Sources.Count == 0 ? null : [.. report.Sources.Select(SourceResponse.Of)],
    };

    private static string Word(IsolationMode mode) => mode switch
    {
        IsolationMode.Enforce => "enforce",
        IsolationMode.Warn => "warn",
        IsolationMode.Off => "off",
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };
}

/// <summary>One thing that stacks are held to.</summary>
internal sealed record IsolationStatementResponse
{
    /// <summary><c>S1</c> to <c>S8</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The statement, as it reads when it holds.</summary>
    public required string Title { get; init; }

    public required string Verdict { get; init; }

    /// <summary>True when it does not count for the verdict of the whole.</summary>
    public required bool Advisory { get; init; }

    public required IReadOnlyList<IsolationWitnessResponse> Witnesses { get; init; }

    /// <summary>What is not known, and how to make it known.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public static IsolationStatementResponse Of(IsolationStatement statement) => new()
    {
        Id = statement.Id,
        Title = statement.Title,
        Verdict = statement.Verdict.ToWire(),
        Advisory = statement.IsAdvisory,
        Witnesses = [.. statement.Witnesses.Select(IsolationWitnessResponse.Of)],
        Missing = statement.Missing,
        Notes = statement.Notes,
    };
}

/// <summary>Evidence that a statement does not hold.</summary>
/// <param name="From">Where a packet starts: <c>namespace/pod</c> or an address; null when the evidence is no path.</param>
/// <param name="To">Where it arrives; null when the evidence is no path.</param>
/// <param name="Port">The destination's port, such as <c>80/TCP</c>; null when the evidence is no path.</param>
/// <param name="Egress">What lets it leave the source, as <c>policy explain</c> shows it; null when the evidence is no path.</param>
/// <param name="Ingress">What lets it into the destination; null when the evidence is no path.</param>
/// <param name="Text">All of it in sentences.</param>
internal sealed record IsolationWitnessResponse(
    string? From, string? To, string? Port, DirectionResponse? Egress, DirectionResponse? Ingress, IReadOnlyList<string> Text)
{
    public static IsolationWitnessResponse Of(IsolationWitness witness) => new(
        witness.From,
        witness.To,
        witness.Port,
        witness.Egress is { } egress ? DirectionResponse.Of(egress) : null,
        witness.Ingress is { } ingress ? DirectionResponse.Of(ingress) : null,
        witness.Text);
}

/// <summary>Something that the report rests on.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Values">Its values; empty when there are none or they are not known.</param>
/// <param name="Origin">How they are known, in words.</param>
internal sealed record IsolationInputResponse(string Name, IReadOnlyList<string> Values, string Origin);
