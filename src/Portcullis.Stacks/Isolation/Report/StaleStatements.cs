using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks.Isolation.Report;

/// <summary>What statements still say when what they rest on may not be how the cluster is. Pure.</summary>
internal static class StaleStatements
{
    /// <summary>Nothing is proven then; a way through that was found stays found until it is known to be closed.</summary>
    /// <param name="statements">As they were judged.</param>
    /// <param name="freshness">How current what they rest on is.</param>
    public static IReadOnlyList<IsolationStatement> Of(IReadOnlyList<IsolationStatement> statements, Freshness freshness) =>
        freshness.Gaps is { Count: > 0 } gaps
            ? [.. statements.Select(statement => statement.Verdict == IsolationVerdict.Open ? statement : statement with { Verdict = IsolationVerdict.Incomplete, Missing = [.. statement.Missing, .. gaps] })]
            : statements;
}
