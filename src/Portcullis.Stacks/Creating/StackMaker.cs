using Portcullis.Client.Requests;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Cleanup;
using Portcullis.Stacks.Isolation.Live;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Makes a drafted stack once isolation and limits allow it; see <see cref="StackCreator"/>.</summary>
/// <param name="stop">Says whether a stack may be made; null where nothing stands in the way.</param>
/// <param name="slots">How many may be made at once; disposed with this.</param>
/// <param name="owners">How many one owner may have.</param>
/// <param name="underWay">Keeps the janitor away.</param>
/// <param name="services">Makes the Service.</param>
/// <param name="completer">Makes the rest.</param>
/// <param name="changes">Claims a Service that somebody else left without a Pod.</param>
/// <param name="reconciler">Takes back what may stand.</param>
internal sealed class StackMaker(
    IsolationStop? stop, CreateSlots slots, OwnerLimits owners, StacksUnderWay underWay, ServicePoster services, StackCompleter completer, StackChanges changes, StackReconciler reconciler) : IDisposable
{
    /// <summary>Makes a stack.</summary>
    /// <returns>Null when somebody else made the Service first: look again.</returns>
    public async Task<CreatedStack?> MakeAsync(StackBlueprint blueprint, CreateStack wish, AnswerBudget budget)
    {
        await CheckIsolationAsync(blueprint, budget);
        using var slot = await slots.TakeAsync(budget);
        using var command = underWay.Enter(blueprint.Id);
        using var owner = owners.Reserve(blueprint.Id, blueprint.Terms.Owner);
        var incarnation = StackKeys.NewIncarnation();
        var posted = await PostServiceAsync(blueprint, incarnation, wish, budget);
        if (!posted.IsOurs)
        {
            return null;
        }

        using var ports = posted.Lease;
        return new(await completer.CompleteAsync(blueprint, posted.Service, incarnation, wish, isFresh: true, budget), true);
    }

    /// <summary>
    /// Finishes from its record what somebody else began, under an incarnation of its own, so that of two who finish it one
    /// wins, and a rollback of the first attempt leaves it alone.
    /// </summary>
    /// <returns>Null when somebody else was first: look again.</returns>
    public async Task<CreatedStack?> FinishAsync(StackRecord record, CreateStack wish, AnswerBudget budget)
    {
        var blueprint = StackBlueprint.Of(record);
        await CheckIsolationAsync(blueprint, budget);
        using var command = underWay.Enter(record.Id);
        var incarnation = StackKeys.NewIncarnation();
        Service claimed;
        try
        {
            claimed = await changes.SelectAsync(record, incarnation, budget.Token);
        }
        catch (KubernetesApiException conflict) when (conflict.StatusCode is 404 or 409)
        {
            return null;
        }

        return new(await completer.CompleteAsync(blueprint, claimed, incarnation, wish, isFresh: false, budget), false);
    }

    /// <summary>Asks before anything is made whether it may be.</summary>
    /// <exception cref="StackException">It must not be made now.</exception>
    public Task CheckIsolationAsync(StackBlueprint blueprint, AnswerBudget budget) =>
        stop?.CheckAsync(PodFactory.Sketch(blueprint), budget.LeftForWaiting, budget.Token) ?? Task.CompletedTask;

    public void Dispose() => slots.Dispose();

    private async Task<PostedService> PostServiceAsync(StackBlueprint blueprint, string incarnation, CreateStack wish, AnswerBudget budget)
    {
        try
        {
            return await services.PostAsync(blueprint, incarnation, budget.Token);
        }
        catch (OperationCanceledException) when (!wish.IsOwned)
        {
            // Whether a Service stands is not known; what stands of this attempt is removed behind the answer.
            _ = reconciler.Condemn(blueprint.Id, incarnation);
            throw;
        }
    }
}
