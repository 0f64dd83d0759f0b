using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Cleanup;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Makes what belongs to a Service that stands, and answers once the stack has started; see <see cref="StackCreator"/>.</summary>
internal sealed class StackCompleter(
    SecretPoster secrets, StackPods pods, ClusterStores stores, StackCatalog catalog, StackReconciler reconciler, StackSettings settings, TimeProvider time)
{
    /// <summary>Completes a stack, or takes back all of it.</summary>
    /// <param name="blueprint">What it is.</param>
    /// <param name="service">Its Service.</param>
    /// <param name="incarnation">The Pod that the Service selects.</param>
    /// <param name="wish">What the caller asked for.</param>
    /// <param name="isFresh">Whether the Service was made just now.</param>
    /// <param name="budget">The time that there is.</param>
    public async Task<Stack> CompleteAsync(StackBlueprint blueprint, Service service, string incarnation, CreateStack wish, bool isFresh, AnswerBudget budget)
    {
        try
        {
            var wanted = pods.Draw(blueprint, service, incarnation);
            await secrets.PostAsync(blueprint, service, wish.Env, isFresh, budget.Token);
            var pod = await pods.PostAsync(wanted, blueprint, budget);
            await WaitUntilSeenAsync(service, pod, budget);
            pod = await WaitUntilStartedAsync(pod, wish, budget);
            budget.Token.ThrowIfCancellationRequested();
            return catalog.Project(StackCatalog.Read(service), pod, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (wish.IsOwned)
        {
            // The owner's next try finds the Service and completes it; nobody's next try is the janitor's business.
            throw;
        }
        catch
        {
            await RollBackAsync(blueprint.Id, incarnation, budget);
            throw;
        }
    }

    /// <summary>Until the stores know both, so that whoever reads them next finds the stack.</summary>
    public async Task WaitUntilSeenAsync(Service service, Pod pod, AnswerBudget budget)
    {
        await stores.SeenAsync(service, budget.LeftForWaiting, budget.Token);
        await stores.SeenAsync(pod, budget.LeftForWaiting, budget.Token);
    }

    /// <summary>Scheduled, or ready where that is asked for; within the budget, on the watch.</summary>
    /// <exception cref="StackException">No node has room.</exception>
    public async Task<Pod> WaitUntilStartedAsync(Pod pod, CreateStack wish, AnswerBudget budget)
    {
        var latest = await pods.WaitAsync(pod, current => IsStarted(current, wish.WaitUntilReady), budget);
        if (latest.Spec?.NodeName is { Length: > 0 } node)
        {
            // Nodes come over another watch; the answer should name the host.
            await stores.Nodes.WaitUntilAsync(new("", node), known => known is not null, budget.LeftForWaiting, budget.Token);
        }

        if (!settings.WaitForCapacity && !PodConditions.IsScheduled(latest) && PodConditions.IsUnschedulable(latest))
        {
            var why = PodConditions.Find(latest, "PodScheduled")?.Message ?? "no node has room";
            throw new StackException(new(
                ProblemKind.Unavailable,
                StackReasons.Unschedulable,
                "no node has room for the stack",
                [new("spec", why, Hint: "wait for stacks to end, or add nodes with the label that STACK_NODE_ROLE names")]));
        }

        return latest;
    }

    /// <summary>Takes back what was made of this attempt.</summary>
    public async Task RollBackAsync(StackId id, string incarnation, AnswerBudget budget)
    {
        var removal = reconciler.Condemn(id, incarnation);
        try
        {
            await removal.WaitAsync(budget.Left, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // It goes on behind the answer until the cluster has let go of it.
        }
    }

    private bool IsStarted(Pod pod, bool untilReady) =>
        PodConditions.IsFinished(pod)
        || (PodConditions.IsUnschedulable(pod) && !settings.WaitForCapacity)
        || (untilReady ? PodConditions.IsTrue(pod, "Ready") : PodConditions.IsScheduled(pod));
}
