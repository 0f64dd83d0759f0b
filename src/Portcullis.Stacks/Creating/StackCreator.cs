using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Makes stacks: admit, Service, Pod, and an answer within <see cref="AnswerBudget.Whole"/>.</summary>
/// <remarks>
/// The way of a create, from top to bottom; each step is a class, or a method, of that name:
/// <list type="number">
/// <item>of an owner's stack only, <see cref="OwnedStacks"/>: take the turn of this id, wait for what is being rolled back, and hand out, remove or finish the stack that stands;</item>
/// <item><see cref="StackDrafter.Draft"/>: admit the manifest, settle the terms;</item>
/// <item><see cref="StackMaker.CheckIsolationAsync"/>: would this stack, or do the others, reach what they must not;</item>
/// <item><see cref="CreateSlots.TakeAsync"/>: not too many at once;</item>
/// <item><see cref="OwnerLimits.Reserve"/>: not too many of one owner;</item>
/// <item><see cref="ServicePoster.PostAsync"/>: the Service, which reserves name and ports in one step;</item>
/// <item><see cref="SecretPoster.PostAsync"/>: the Secret, where there are variables;</item>
/// <item><see cref="StackPods.PostAsync"/>: the Pod;</item>
/// <item><see cref="StackCompleter.WaitUntilSeenAsync"/>: until the stores know both;</item>
/// <item><see cref="StackCompleter.WaitUntilStartedAsync"/>: until a node has it, or it is ready;</item>
/// <item><see cref="StackCompleter.RollBackAsync"/>, where one of the last four failed: whatever was made is taken back.</item>
/// </list>
/// <see cref="StackMaker"/> leads through 3 to 6, <see cref="StackCompleter"/> through the rest.
/// </remarks>
public sealed class StackCreator : IDisposable
{
    private readonly StackDrafter _drafter;
    private readonly OwnedStacks _owned;
    private readonly StackMaker _maker;
    private readonly TimeProvider _time;

    internal StackCreator(StackDrafter drafter, OwnedStacks owned, StackMaker maker, TimeProvider time)
    {
        _drafter = drafter;
        _owned = owned;
        _maker = maker;
        _time = time;
    }

    /// <summary>Makes a stack, or finds the one that this owner already has of this challenge.</summary>
    /// <param name="wish">What is asked for.</param>
    /// <param name="callerGone">
    /// Cancelled when the caller hangs up: then an anonymous stack is rolled back, since nobody will ever ask for it,
    /// and an owned one stays, since the caller's next try finds it.
    /// </param>
    /// <exception cref="StackException">It cannot be made; nothing is left behind.</exception>
    /// <exception cref="OperationCanceledException">The caller hung up.</exception>
    public async Task<CreatedStack> CreateAsync(CreateStack wish, CancellationToken callerGone)
    {
        ArgumentNullException.ThrowIfNull(wish);
        using var budget = new AnswerBudget(_time, wish.IsOwned ? CancellationToken.None : callerGone);
        try
        {
            return wish.IsOwned
                ? await _owned.CreateAsync(wish, budget)
                : await CreateAnonymousAsync(wish, budget);
        }
        catch (Exception error) when (ApiFailures.TryMap(error, out var problem))
        {
            throw new StackException(problem, error);
        }
        catch (OperationCanceledException error) when (budget.RanOut)
        {
            throw new StackException(new(ProblemKind.Unavailable, StackReasons.Busy, "the cluster did not make the stack in time"), error);
        }
    }

    /// <summary>Gives back what limits the number of creates.</summary>
    public void Dispose() => _maker.Dispose();

    private async Task<CreatedStack> CreateAnonymousAsync(CreateStack wish, AnswerBudget budget)
    {
        var blueprint = _drafter.Draft(StackId.Random(), wish, _time.GetUtcNow());
        return await _maker.MakeAsync(blueprint, wish, budget)
            ?? throw new StackException(new(ProblemKind.Unavailable, StackReasons.Conflict, "another stack has this random id"));
    }
}
