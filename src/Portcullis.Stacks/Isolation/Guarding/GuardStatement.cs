using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>One thing that the guard holds stacks to: what it says, what follows from it, and how it is judged.</summary>
internal sealed record GuardStatement
{
    /// <summary><c>S1</c>; frozen, because reports, metrics and callers name it.</summary>
    public required string Id { get; init; }

    /// <summary>The statement, as it reads when it holds.</summary>
    public required string Title { get; init; }

    /// <summary>The same of somebody else's sandboxes, where it reads otherwise.</summary>
    public string? TitleOfSandboxes { get; init; }

    /// <summary>When it has to be judged again.</summary>
    public required JudgingTime When { get; init; }

    /// <summary>Judges it. A function of the view alone.</summary>
    public required Func<GuardView, StatementFindings> Judge { get; init; }

    /// <summary>Whether it says how deep the defence is, and not whether it holds.</summary>
    public bool IsAdvisory { get; init; }

    /// <summary>Whether no stack is made while it is open: it is about what a stack could do to others.</summary>
    public bool StopsCreates { get; init; }

    /// <summary>Whether it can be judged while an object is invalid, of which nobody knows whom it lets pass.</summary>
    public bool AsksNobody { get; init; }

    /// <summary>The statement as it stands.</summary>
    /// <param name="view">The cluster.</param>
    public IsolationStatement Of(GuardView view)
    {
        var problems = AsksNobody ? [] : view.Network.Problems;
        var found = problems.Count > 0 ? new() { Missing = [.. problems.Select(problem => problem.ToString())] } : Judge(view);
        var title = view.AreForeign ? TitleOfSandboxes ?? Title : Title;
        return found.NotApplicable is { } why
            ? IsolationStatement.Of(Id, title, [], [$"not applicable: {why}"], found.Notes) with { IsAdvisory = true }
            : IsolationStatement.Of(Id, title, found.Witnesses, found.Missing, found.Notes) with { IsAdvisory = IsAdvisory };
    }
}

/// <summary>When a statement has to be judged again.</summary>
internal enum JudgingTime
{
    /// <summary>When policies, namespaces or addresses change, or a pod of a kind comes that was not judged.</summary>
    WithPolicies,

    /// <summary>Each time somebody looks: it only reads what is kept up to date stack by stack.</summary>
    WithEveryStack,

    /// <summary>With policies, but after all the others, and nobody waits for it: it costs more than they do.</summary>
    Later,

    /// <summary>By those who feel it, and not by the guard: objects do not tell it.</summary>
    ByFeeling,
}

/// <summary>What judging a statement brought to light.</summary>
internal sealed record StatementFindings
{
    /// <summary>The ways through.</summary>
    public IReadOnlyList<IsolationWitness> Witnesses { get; init; } = [];

    /// <summary>What is not known, and how to make it known, in sentences.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Why it means nothing for these stacks; null where it does. Then it does not count, and is not proven either.</summary>
    public string? NotApplicable { get; init; }

    /// <summary>What to bear in mind all the same, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
