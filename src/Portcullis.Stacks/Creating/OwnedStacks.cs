using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Cleanup;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Makes the one stack that an owner has of a challenge, or hands out the one that stands; see <see cref="StackCreator"/>.</summary>
internal sealed class OwnedStacks(
    StackDrafter drafter, StackMaker maker, StackCatalog catalog, StackRemover remover, StackReconciler reconciler, ClusterStores stores, TimeProvider time)
{
    private readonly KeyedLocks<StackId> _turns = new();

    public async Task<CreatedStack> CreateAsync(CreateStack wish, AnswerBudget budget)
    {
        var id = StackId.For(wish.Terms.Owner!, wish.Terms.Challenge!);
        using var turn = await _turns.AcquireAsync(id, budget.Token);
        for (var again = false; ; again = true)
        {
            if (again)
            {
                // Somebody else is changing it.
                await Pauses.WithinAnswer.PauseAsync(1, time, budget.Token);
            }

            if (reconciler.PendingRemoval(id) is { } removal)
            {
                // An earlier try is being rolled back: what stands of it is not to be handed out.
                await removal.WaitAsync(budget.Token);
            }

            var outcome = await catalog.FindStandingAsync(id, ask: again, budget.Token) is { } standing
                ? await ReuseAsync(standing, wish, budget)
                : await maker.MakeAsync(drafter.Draft(id, wish, time.GetUtcNow()), wish, budget);
            if (outcome is not null)
            {
                return outcome;
            }
        }
    }

    // Null: the stack that stood was at its end and has been removed, so that a new one can be made.
    private async Task<CreatedStack?> ReuseAsync(StackRecord record, CreateStack wish, AnswerBudget budget)
    {
        if (record.Terms.Owner != wish.Terms.Owner || record.Terms.Challenge != wish.Terms.Challenge)
        {
            throw new StackException(new(ProblemKind.Internal, StackReasons.Conflict, "another owner's stack has the id that this one would have"));
        }

        var stack = await catalog.LookAsync(record, budget.Token);
        if (IsOver(stack, time.GetUtcNow()))
        {
            await remover.RemoveAsync(record.Id, record.Service, budget.Token);
            return null;
        }

        return stack.Pod is not null ? new(stack, false) : await FinishAsync(record, wish, budget);
    }

    private static bool IsOver(Stack stack, DateTimeOffset now) =>
        stack.Record.Service.Metadata.DeletionTimestamp is not null
        || stack.Record.ExpiresAt <= now
        || (stack.Pod is { } pod && (stack.Status.IsTerminal() || pod.Metadata.DeletionTimestamp is not null));

    // The Service stands without its Pod: whoever made it was cut short, or is still at it. Nobody can be at it for
    // longer than the budget; after that it is finished from its record.
    private async Task<CreatedStack?> FinishAsync(StackRecord record, CreateStack wish, AnswerBudget budget)
    {
        var abandonedAt = record.CreatedAt + AnswerBudget.Whole;
        if (abandonedAt - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            var patience = wait < budget.LeftForWaiting ? wait : budget.LeftForWaiting;
            await stores.Pods.WaitUntilAsync(record.PodKey, pod => pod is not null, patience, budget.Token);
            return time.GetUtcNow() < abandonedAt && stores.Pods.TryGet(record.PodKey) is null
                ? throw new StackException(new(ProblemKind.Unavailable, StackReasons.Busy, "another create of this stack is under way"))
                : null;
        }

        return await maker.FinishAsync(record, wish, budget);
    }
}
