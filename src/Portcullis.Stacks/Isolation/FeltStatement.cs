using Portcullis.Stacks.Isolation.Patrolling;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Stacks.Isolation;

/// <summary>Statement S8: what airlocks and patrols felt, taken together. Pure.</summary>
internal static class FeltStatement
{
    /// <summary>Its id.</summary>
    public const string Id = "S8";

    /// <summary>The statement, as it reads when it holds.</summary>
    public const string Title = "what policies say is what packets do";

    /// <param name="airlocks">What the airlocks of the last stacks felt.</param>
    /// <param name="patrols">What patrols felt.</param>
    public static IsolationStatement Of(IsolationStatement airlocks, PatrolFindings patrols)
    {
        var statement = IsolationStatement.Of(Id, Title, [.. airlocks.Witnesses, .. patrols.Witnesses], [.. airlocks.Missing, .. patrols.Missing], [.. airlocks.Notes, .. patrols.Notes]);

        // At the start there is nothing to go by yet, and what policies prove is not less proven for that. And what stacks
        // themselves cannot do stops none of them.
        return statement with { IsAdvisory = airlocks.Verdict != IsolationVerdict.Open && !patrols.StopsCreates };
    }
}
