using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Changing;

/// <summary>A restarted stack, and whether players must be told a new host.</summary>
/// <param name="Stack">The stack.</param>
/// <param name="HostChanged">True when it moved to a node with another address.</param>
public sealed record RestartedStack(Stack Stack, bool HostChanged);

/// <summary>Puts a fresh Pod behind a stack's address.</summary>
public sealed class StackRestarter
{
    private readonly StackChanges _changes;
    private readonly StackPods _pods;
    private readonly ClusterStores _stores;
    private readonly StackRemover _remover;
    private readonly StackCatalog _catalog;
    private readonly StacksUnderWay _underWay;
    private readonly TimeProvider _time;
    private readonly KeyedLocks<StackId> _locks = new();

    internal StackRestarter(
        StackChanges changes, StackPods pods, ClusterStores stores, StackRemover remover, StackCatalog catalog, StacksUnderWay underWay, TimeProvider time)
    {
        _changes = changes;
        _pods = pods;
        _stores = stores;
        _remover = remover;
        _catalog = catalog;
        _underWay = underWay;
        _time = time;
    }

    /// <summary>Makes a new Pod, moves the Service's selector to it, deletes the old one. The ports stay.</summary>
    /// <param name="id">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting; what has begun is finished or cleaned up.</param>
    /// <exception cref="StackException">No such stack, or the cluster does not let us.</exception>
    public async Task<RestartedStack> RestartAsync(StackId id, CancellationToken cancellationToken)
    {
        return await AnswerBudget.SpendAsync(
            _time,
            async budget =>
            {
                using var turn = await _locks.AcquireAsync(id, budget.Token);
                using var underWay = _underWay.Enter(id);
                return await RestartAsync(id, budget);
            },
            cancellationToken);
    }

    private async Task<RestartedStack> RestartAsync(StackId id, AnswerBudget budget)
    {
        Stack? before = null;
        Pod? fresh = null;
        var incarnation = StackKeys.NewIncarnation();
        Stack after;
        try
        {
            after = await _changes.RepeatAsync(id, budget, async stack =>
            {
                before ??= stack;
                fresh ??= await MakePodAsync(stack, incarnation, budget);
                return await _changes.SelectAsync(stack.Record, incarnation, budget.Token);
            });
        }
        catch when (fresh is not null)
        {
            await RemoveFreshAsync(fresh, id, incarnation);
            throw;
        }

        await _remover.RemoveOthersAsync(id, incarnation, budget.Token);
        var pod = await _pods.WaitAsync(fresh!, current => PodConditions.IsScheduled(current) || PodConditions.IsFinished(current), budget);
        var restarted = _catalog.Project(after.Record, pod, _time.GetUtcNow());
        return new(restarted, before!.Host is not null && restarted.Host is not null && before.Host != restarted.Host);
    }

    private async Task<Pod> MakePodAsync(Stack stack, string incarnation, AnswerBudget budget)
    {
        var blueprint = StackBlueprint.Of(stack.Record);
        var pod = await _pods.PostAsync(_pods.Draw(blueprint, stack.Record.Service, incarnation, stack), blueprint, budget);
        await _stores.SeenAsync(pod, budget.LeftForWaiting, budget.Token);
        return pod;
    }

    // The selector never moved to it, as far as is known.
    private async Task RemoveFreshAsync(Pod fresh, StackId id, string incarnation)
    {
        using var budget = new AnswerBudget(_time, CancellationToken.None);
        try
        {
            await _remover.RemoveUnselectedAsync(fresh, id, incarnation, budget.Token);
        }
        catch (Exception error) when (ApiFailures.TryMap(error, out _) || error is OperationCanceledException)
        {
            // A Pod that no Service selects is a stray: the janitor takes it.
        }
    }
}
