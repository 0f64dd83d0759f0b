using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks.Isolation.Report;

/// <summary>Whether stacks are isolated, statement by statement, and what that rests on.</summary>
public sealed record IsolationReport
{
    /// <summary>The worst verdict of the statements that are not advisory.</summary>
    public required IsolationVerdict Verdict { get; init; }

    /// <summary>What an open verdict does; null where nothing listens to it, as on the command line.</summary>
    public IsolationMode? Mode { get; init; }

    /// <summary>Which pods were judged as stacks, in words; null where it is the stacks of this service.</summary>
    public string? Judged { get; init; }

    /// <summary>When it was judged.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>How long that took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>The statements, by their ids.</summary>
    public required IReadOnlyList<IsolationStatement> Statements { get; init; }

    /// <summary>What they rest on.</summary>
    public required IReadOnlyList<IsolationInput> Inputs { get; init; }

    /// <summary>All that it rests on is how the cluster was then, or later; null where objects were read once, such as from files.</summary>
    public DateTimeOffset? FreshAsOf { get; init; }

    /// <summary>How current each part of what it rests on is; empty where objects were read once.</summary>
    public IReadOnlyList<SourceFreshness> Sources { get; init; } = [];

    /// <summary>A report with the verdict that follows from its statements.</summary>
    /// <param name="statements">The statements, by their ids.</param>
    /// <param name="inputs">What they rest on.</param>
    /// <param name="mode">What an open verdict does; null where nothing listens to it.</param>
    /// <param name="evaluatedAt">When it was judged.</param>
    /// <param name="took">How long that took.</param>
    public static IsolationReport Of(
        IReadOnlyList<IsolationStatement> statements, IReadOnlyList<IsolationInput> inputs, IsolationMode? mode, DateTimeOffset evaluatedAt, TimeSpan took) => new()
        {
            Verdict = Worst(statements),
            Mode = mode,
            EvaluatedAt = evaluatedAt,
            Took = took,
            Statements = statements,
            Inputs = inputs,
        };

    /// <summary>The worst verdict of those that are not advisory.</summary>
    /// <param name="statements">The statements.</param>
    public static IsolationVerdict Worst(IEnumerable<IsolationStatement> statements) =>
        statements.Where(statement => !statement.IsAdvisory).Select(statement => statement.Verdict).DefaultIfEmpty().Max();

    /// <summary>The first witness of the first open statement among those given; null when none is open.</summary>
    /// <param name="ids">The statements to look at.</param>
    public IsolationWitness? FirstWitness(params IReadOnlyList<string> ids) =>
        Statements.FirstOrDefault(statement => statement.Verdict == IsolationVerdict.Open && ids.Contains(statement.Id))?.Witnesses[0];
}
