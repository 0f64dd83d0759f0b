namespace Portcullis.Stacks.Isolation.Report;

/// <summary>One thing that the guard holds stacks to, and how it stands.</summary>
public sealed record IsolationStatement
{
    /// <summary><c>S1</c> to <c>S8</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The statement, as it reads when it holds.</summary>
    public required string Title { get; init; }

    /// <summary>How it stands.</summary>
    public required IsolationVerdict Verdict { get; init; }

    /// <summary>True when it says how deep the defence is, and not whether it holds: it does not count for the verdict of the whole.</summary>
    public bool IsAdvisory { get; init; }

    /// <summary>The ways through; at least one when it is open, none otherwise.</summary>
    public IReadOnlyList<IsolationWitness> Witnesses { get; init; } = [];

    /// <summary>What is not known, and how to make it known, in sentences; at least one when it is incomplete.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What to bear in mind all the same, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The statement with the verdict that follows from what was found.</summary>
    /// <param name="id"><c>S1</c> to <c>S8</c>.</param>
    /// <param name="title">The statement, as it reads when it holds.</param>
    /// <param name="witnesses">The ways through.</param>
    /// <param name="missing">What is not known.</param>
    /// <param name="notes">What to bear in mind.</param>
    public static IsolationStatement Of(
        string id, string title, IReadOnlyList<IsolationWitness> witnesses, IReadOnlyList<string>? missing = null, IReadOnlyList<string>? notes = null) => new()
        {
            Id = id,
            Title = title,
            Verdict = witnesses.Count > 0 ? IsolationVerdict.Open : missing is { Count: > 0 } ? IsolationVerdict.Incomplete : IsolationVerdict.Proven,
            Witnesses = witnesses,
            Missing = missing ?? [],
            Notes = notes ?? [],
        };
}
