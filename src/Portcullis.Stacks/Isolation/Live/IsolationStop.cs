using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Problems;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>Refuses new stacks while they could reach what they must not. Those that run are left alone.</summary>
internal sealed class IsolationStop(StackIsolation isolation, WallsWatch walls, IsolationSettings settings)
{
    // A watch that broke is whole again within a moment where the API server is well: nobody is sent away for that.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);

    /// <summary>Lets a Pod pass that is about to be made.</summary>
    /// <param name="pod">The Pod, of which labels and ports count.</param>
    /// <param name="left">How long the caller can wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StackException">It must not be made now.</exception>
    public async Task CheckAsync(Pod pod, TimeSpan left, CancellationToken cancellationToken)
    {
        if (settings.Mode == IsolationMode.Enforce)
        {
            CheckPaths(pod);
            if (isolation.HasGaps)
            {
                if (await isolation.GapsAsync(left < Patience ? left : Patience, cancellationToken) is [var gap, ..])
                {
                    throw new StackException(new(
                        ProblemKind.Unavailable,
                        StackReasons.IsolationStale,
                        $"no stack is made while it is not known how the cluster is: {gap}",
                        [new("cluster", gap, Hint: "GET /isolation tells when each part of the cluster was last heard of; creating goes on by itself once all of them are")]));
                }

                CheckPaths(pod);
            }
        }

        CheckIngressPolicy();
        if (settings.Mode == IsolationMode.Enforce)
        {
            CheckFeeling();
        }
    }

    private void CheckIngressPolicy()
    {
        if (settings.RequireIngressNetworkPolicy && !isolation.HasIngressPolicy())
        {
            throw new StackException(new(
                ProblemKind.Unavailable, StackReasons.IngressPolicyMissing, "no stack is made while the stack namespace has no ingress network policy (STACK_REQUIRE_INGRESS_NETWORK_POLICY)"));
        }
    }

    /// <summary>The part of it that the guard answers at once, from what was judged.</summary>
    /// <param name="pod">The Pod, of which labels and ports count.</param>
    /// <exception cref="StackException">It must not be made now.</exception>
    public void CheckPaths(Pod pod)
    {
        if (settings.Mode == IsolationMode.Enforce && (FirstOpen(isolation.Statements()) ?? FirstOpen(isolation.Foresee(pod))) is { } open)
        {
            throw new StackException(new(
                ProblemKind.Unavailable,
                StackReasons.IsolationOpen,
                $"no stack is made while isolation is open: {open.Witnesses[0].Text[0]}",
                [new(open.Id, $"does not hold: {open.Title}", Hint: "GET /isolation tells which rules let it pass; creating goes on by itself once they do not")]));
        }
    }

    private void CheckFeeling()
    {
        if (walls.Stops() is { } unfelt)
        {
            throw new StackException(new(
                ProblemKind.Unavailable,
                StackReasons.IsolationOpen,
                $"no stack is made while walls are not felt: {unfelt.Witnesses[0].Text[0]}",
                [new(unfelt.Id, $"does not hold: {unfelt.Title}", Hint: "GET /isolation tells what was felt; creating goes on by itself once a patrol finds it shut, or, where only airlocks found it open, once one stack gets through: one a minute is made all the same")]));
        }
    }

    private static IsolationStatement? FirstOpen(IReadOnlyList<IsolationStatement> statements) =>
        statements.FirstOrDefault(statement => statement.Verdict == IsolationVerdict.Open && GuardStatements.StopsCreates(statement.Id));
}
