using Portcullis.Stacks.Isolation.Guarding.Statements;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation.Guarding;

/// <summary>Everything that stacks are held to, in the order of the report.</summary>
internal static class GuardStatements
{
    public static IReadOnlyList<GuardStatement> All { get; } =
    [
        NoOtherPod.Statement,
        NoOtherStack.Statement,
        NoProtectedAddress.Statement,
        PlayersReach.Statement,
        Depth.Statement,
        NobodyElse.Statement,
        NothingOverrides.Statement,
        WallsFelt.Statement,
        NoneReachesNothing.Statement,
        PodsInRanges.Statement,
        ReadersAgree.Statement,
    ];

    private static readonly Dictionary<string, int> Places = All.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.Ordinal);

    /// <summary>Whether no stack is made while a statement is open.</summary>
    /// <param name="id">Its id.</param>
    public static bool StopsCreates(string id) => All[Places[id]].StopsCreates;

    /// <summary>Puts what was judged in different places into the order of the report.</summary>
    /// <param name="statements">What was judged.</param>
    public static IReadOnlyList<IsolationStatement> InOrder(IEnumerable<IsolationStatement> statements) => [.. statements.OrderBy(statement => Places[statement.Id])];
}
