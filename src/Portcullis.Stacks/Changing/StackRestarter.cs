using Portcullis.Model.Names;
using Portcullis.Model.Resources;
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
    private const int Attempts = 5;

    private readonly StackParts _parts;
    private readonly PodPoster _pods;
    private readonly KeyedLocks<StackId> _locks = new();

    internal StackRestarter(StackParts parts)
    {
        _parts = parts;
        _pods = new(parts.Client, parts.Settings, parts.Time);
    }

    /// <summary>Makes a new Pod, moves the Service's selector to it, deletes the old one. The ports stay.</summary>
    /// <param name="id">The stack.</param>
    /// <param name="cancellationToken">Gives up waiting; what has begun is finished or cleaned up.</param>
    /// <exception cref="StackException">No such stack, or the cluster does not let us.</exception>
    public async Task<RestartedStack> RestartAsync(StackId id, CancellationToken cancellationToken)
    {
        return await AnswerBudget.SpendAsync(
            _parts.Time,
            async budget =>
            {
                using var turn = await _locks.AcquireAsync(id, budget.Token);
                using var underWay = _parts.UnderWay.Enter(id);
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
            after = await StackChanges.RepeatAsync(_parts, id, Attempts, budget, async stack =>
            {
                before ??= stack;
                fresh ??= await MakePodAsync(stack, incarnation, budget);
                return await MoveSelectorAsync(stack.Record, incarnation, budget);
            });
        }
        catch when (fresh is not null)
        {
            await RemoveFreshAsync(fresh, id, incarnation);
            throw;
        }

        await RemoveOldAsync(before!, incarnation, budget);
        var pod = await ScheduledAsync(fresh!, budget);
        var restarted = _parts.Catalog.Project(after.Record, pod, _parts.Time.GetUtcNow());
        return new(restarted, before!.Host is not null && restarted.Host is not null && before.Host != restarted.Host);
    }

    private async Task<Pod> MakePodAsync(Stack stack, string incarnation, AnswerBudget budget)
    {
        var age = _parts.Time.GetUtcNow() - stack.Record.CreatedAt;
        var wanted = PodFactory.Make(StackBlueprint.Of(stack.Record), stack.Record.Service, incarnation, age, stack.NodeName, _parts.Settings, _parts.Airlock?.Make(), stack.Pod);
        var pod = await _pods.PostAsync(wanted, stack.Record.Profile, budget.Token);
        await _parts.Stores.SeenAsync(pod, budget.LeftForWaiting, budget.Token);
        return pod;
    }

    private Task<Service> MoveSelectorAsync(StackRecord record, string incarnation, AnswerBudget budget) => _parts.Client.MergePatchAsync(
        ResourceTypes.Services, record.ServiceKey, StackChanges.Select(record.Service, incarnation, _parts.Time.GetUtcNow()), null, budget.Token);

    // The selector never moved to it, as far as is known: the Service is asked before its Pod is taken away.
    private async Task RemoveFreshAsync(Pod fresh, StackId id, string incarnation)
    {
        using var budget = new AnswerBudget(_parts.Time, CancellationToken.None);
        try
        {
            var service = await _parts.Client.TryGetAsync(ResourceTypes.Services, new(_parts.Settings.Namespace, StackKeys.ServiceName(id)), budget.Token);
            if (service?.Spec?.Selector?.GetValueOrDefault(StackKeys.Incarnation) != incarnation)
            {
                await _parts.Remover.RemovePodAsync(fresh, budget.Token);
            }
        }
        catch (Exception error) when (ApiFailures.TryMap(error, out _) || error is OperationCanceledException)
        {
            // A Pod that no Service selects is a stray: the janitor takes it.
        }
    }

    private async Task RemoveOldAsync(Stack before, string incarnation, AnswerBudget budget)
    {
        var pods = _parts.Index.Find(before.Id)?.Pods ?? [];
        foreach (var pod in pods.Where(pod => StackLabels.IncarnationOf(pod) != incarnation))
        {
            await _parts.Remover.RemovePodAsync(pod, budget.Token);
        }
    }

    private async Task<Pod> ScheduledAsync(Pod pod, AnswerBudget budget)
    {
        var latest = pod;
        await _parts.Stores.Pods.WaitUntilAsync(
            NamespacedName.Of(pod.Metadata),
            current =>
            {
                latest = current ?? latest;
                return current is not null && (PodConditions.IsScheduled(current) || PodConditions.IsFinished(current));
            },
            budget.LeftForWaiting,
            budget.Token);
        return latest;
    }
}
