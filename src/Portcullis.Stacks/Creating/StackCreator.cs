using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Ports;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Makes stacks: admit, Service, Pod, and an answer within <see cref="AnswerBudget.Whole"/>.</summary>
public sealed class StackCreator : IDisposable
{
    // Between two looks at a stack that somebody else is changing.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly StackParts _parts;
    private readonly StackDrafter _drafter;
    private readonly ServicePoster _services;
    private readonly SecretPoster _secrets;
    private readonly PodPoster _pods;
    private readonly OwnerLimits _owners;
    private readonly KeyedLocks<StackId> _locks = new();
    private readonly SemaphoreSlim _slots;

    internal StackCreator(StackParts parts)
    {
        _parts = parts;
        _drafter = new(new(parts.Admitter), parts.Settings);
        _services = new(parts.Client, parts.Ports, parts.Settings, parts.Time);
        _secrets = new(parts.Client, parts.Settings, parts.Time);
        _pods = new(parts.Client, parts.Settings, parts.Time);
        _owners = new(parts.Index, parts.Settings, parts.Time);
        _slots = new(parts.Settings.MaxConcurrentCreates);
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
        var isOwned = IsOwned(wish);
        using var budget = new AnswerBudget(_parts.Time, isOwned ? CancellationToken.None : callerGone);
        try
        {
            return isOwned
                ? await CreateOwnedAsync(wish, budget)
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

    /// <summary>Does what a create does, but over a cluster that only plays one: nothing is sent to the real one, and nothing is kept.</summary>
    /// <param name="wish">What could be asked for.</param>
    /// <param name="stage">Reaches whoever plays the cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StackException">It could not be made.</exception>
    public async Task<CreatedStack> RehearseAsync(CreateStack wish, KubernetesClient stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var blueprint = _drafter.Draft(StackId.Random(), wish, _parts.Time.GetUtcNow());
        using var stores = new ClusterStores(stage, _parts.Settings, _parts.Time, NullLogger<ClusterStores>.Instance);
        using var ports = new NodePortPool(stores.Services, _parts.Settings);
        var incarnation = StackKeys.NewIncarnation();
        var posted = await new ServicePoster(stage, ports, _parts.Settings, _parts.Time).PostAsync(blueprint, incarnation, cancellationToken);
        using var lease = posted.Lease;
        var wanted = PodFactory.Make(blueprint, posted.Service, incarnation, TimeSpan.Zero, null, _parts.Settings, null);
        var pod = await new PodPoster(stage, _parts.Settings, _parts.Time).PostAsync(wanted, blueprint.Profile, cancellationToken);
        return new(Answer(posted.Service, pod), true);
    }

    /// <summary>Asks of a create what is asked of the cluster as it is, and sends nothing.</summary>
    /// <param name="wish">What could be asked for.</param>
    /// <exception cref="StackException">It could not be made, or not now.</exception>
    public void LookAhead(CreateStack wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        _parts.Stop?.CheckPaths(PodFactory.Sketch(_drafter.Draft(StackId.Random(), wish, _parts.Time.GetUtcNow())));
        _ = _parts.Airlock?.Make();
    }

    /// <summary>Gives back what limits the number of creates.</summary>
    public void Dispose() => _slots.Dispose();

    private static bool IsOwned(CreateStack wish) => wish is { Owner: not null, Challenge: not null };

    private async Task<CreatedStack> CreateAnonymousAsync(CreateStack wish, AnswerBudget budget)
    {
        var blueprint = _drafter.Draft(StackId.Random(), wish, _parts.Time.GetUtcNow());
        var made = await MakeAsync(blueprint, wish, budget);
        return made ?? throw new StackException(new(ProblemKind.Unavailable, StackReasons.Conflict, "another stack has this random id"));
    }

    private async Task<CreatedStack> CreateOwnedAsync(CreateStack wish, AnswerBudget budget)
    {
        var id = StackId.For(wish.Owner!, wish.Challenge!);
        using var turn = await _locks.AcquireAsync(id, budget.Token);
        for (var again = false; ; again = true)
        {
            if (again)
            {
                await Task.Delay(Pause, _parts.Time, budget.Token);
            }

            if (_parts.Reconciler.PendingRemoval(id) is { } removal)
            {
                // An earlier try is being rolled back: what stands of it is not to be handed out.
                await removal.WaitAsync(budget.Token);
            }

            var outcome = await StandingAsync(id, again, budget.Token) is { } standing
                ? await ReuseAsync(standing, wish, budget)
                : await MakeAsync(_drafter.Draft(id, wish, _parts.Time.GetUtcNow()), wish, budget);
            if (outcome is not null)
            {
                return outcome;
            }
        }
    }

    // Null: the stack that stood was at its end and has been removed, so that a new one can be made.
    private async Task<CreatedStack?> ReuseAsync(StackRecord record, CreateStack wish, AnswerBudget budget)
    {
        if (record.Owner != wish.Owner || record.Challenge != wish.Challenge)
        {
            throw new StackException(new(ProblemKind.Internal, StackReasons.Conflict, "another owner's stack has the id that this one would have"));
        }

        // Of the incarnation that was read: the index may be behind the record, or ahead of it.
        var pod = _parts.Index.Find(record.Id)?.Pods.FirstOrDefault(pod => StackLabels.IncarnationOf(pod) == record.Incarnation)
            ?? await _parts.Client.TryGetAsync(ResourceTypes.Pods, record.PodKey, budget.Token);
        var now = _parts.Time.GetUtcNow();
        var stack = _parts.Catalog.Project(record, pod, now);
        if (IsOver(stack, now))
        {
            await _parts.Remover.RemoveAsync(record.Id, record.Service, budget.Token);
            return null;
        }

        return pod is not null ? new(stack, false) : await FinishAsync(record, wish, budget);
    }

    private static bool IsOver(Stack stack, DateTimeOffset now) =>
        stack.Record.Service.Metadata.DeletionTimestamp is not null
        || stack.Record.ExpiresAt <= now
        || (stack.Pod is { } pod && (stack.Status.IsTerminal() || pod.Metadata.DeletionTimestamp is not null));

    // The Service stands without its Pod: whoever made it was cut short, or is still at it. Nobody can be at it for
    // longer than the budget; after that it is finished from its record, under an incarnation of its own, so that of
    // two who finish it one wins, and a rollback of the first attempt leaves it alone.
    private async Task<CreatedStack?> FinishAsync(StackRecord record, CreateStack wish, AnswerBudget budget)
    {
        var abandonedAt = record.CreatedAt + AnswerBudget.Whole;
        if (abandonedAt - _parts.Time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            var patience = wait < budget.LeftForWaiting ? wait : budget.LeftForWaiting;
            await _parts.Stores.Pods.WaitUntilAsync(record.PodKey, pod => pod is not null, patience, budget.Token);
            return _parts.Time.GetUtcNow() < abandonedAt && _parts.Stores.Pods.TryGet(record.PodKey) is null
                ? throw new StackException(new(ProblemKind.Unavailable, StackReasons.Busy, "another create of this stack is under way"))
                : null;
        }

        var blueprint = StackBlueprint.Of(record);
        await CheckIsolationAsync(blueprint, budget);
        using var underWay = _parts.UnderWay.Enter(record.Id);
        var incarnation = StackKeys.NewIncarnation();
        Service claimed;
        try
        {
            var patch = StackChanges.Select(record.Service, incarnation, _parts.Time.GetUtcNow());
            claimed = await _parts.Client.MergePatchAsync(ResourceTypes.Services, record.ServiceKey, patch, null, budget.Token);
        }
        catch (KubernetesApiException conflict) when (conflict.StatusCode is 404 or 409)
        {
            return null;
        }

        return new(await CompleteAsync(blueprint, claimed, incarnation, wish, isFresh: false, budget), false);
    }

    private Task CheckIsolationAsync(StackBlueprint blueprint, AnswerBudget budget) =>
        _parts.Stop?.CheckAsync(PodFactory.Sketch(blueprint), budget.LeftForWaiting, budget.Token) ?? Task.CompletedTask;

    // Null: somebody else made the Service first; look again.
    private async Task<CreatedStack?> MakeAsync(StackBlueprint blueprint, CreateStack wish, AnswerBudget budget)
    {
        await CheckIsolationAsync(blueprint, budget);
        if (!await _slots.WaitAsync(budget.Left, budget.Token))
        {
            throw new StackException(new(ProblemKind.Unavailable, StackReasons.Busy, "too many stacks are being created right now"));
        }

        try
        {
            using var underWay = _parts.UnderWay.Enter(blueprint.Id);
            using var owner = _owners.Reserve(blueprint.Id, blueprint.Owner);
            var incarnation = StackKeys.NewIncarnation();
            PostedService posted;
            try
            {
                posted = await _services.PostAsync(blueprint, incarnation, budget.Token);
            }
            catch (OperationCanceledException) when (!IsOwned(wish))
            {
                // Whether a Service stands is not known; what stands of this attempt is removed behind the answer.
                _ = _parts.Reconciler.Condemn(blueprint.Id, incarnation);
                throw;
            }

            if (!posted.IsOurs)
            {
                return null;
            }

            using var ports = posted.Lease;
            return new(await CompleteAsync(blueprint, posted.Service, incarnation, wish, isFresh: true, budget), true);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<Stack> CompleteAsync(StackBlueprint blueprint, Service service, string incarnation, CreateStack wish, bool isFresh, AnswerBudget budget)
    {
        try
        {
            var age = _parts.Time.GetUtcNow() - (service.Metadata.CreationTimestamp ?? _parts.Time.GetUtcNow());
            var wanted = PodFactory.Make(blueprint, service, incarnation, age > TimeSpan.Zero ? age : TimeSpan.Zero, null, _parts.Settings, _parts.Airlock?.Make());
            await _secrets.PostAsync(blueprint, service, wish.Env, isFresh, budget.Token);
            var pod = await _pods.PostAsync(wanted, blueprint.Profile, budget.Token);
            await _parts.Stores.SeenAsync(service, budget.LeftForWaiting, budget.Token);
            await _parts.Stores.SeenAsync(pod, budget.LeftForWaiting, budget.Token);
            pod = await StartedAsync(pod, wish, budget);
            budget.Token.ThrowIfCancellationRequested();
            return Answer(service, pod);
        }
        catch (OperationCanceledException) when (IsOwned(wish))
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

    // Scheduled, or ready where that is asked for; within the budget, on the watch.
    private async Task<Pod> StartedAsync(Pod pod, CreateStack wish, AnswerBudget budget)
    {
        var key = NamespacedName.Of(pod.Metadata);
        var latest = pod;
        await _parts.Stores.Pods.WaitUntilAsync(
            key,
            current =>
            {
                latest = current ?? latest;
                return current is not null && IsStarted(current, wish.WaitUntilReady);
            },
            budget.LeftForWaiting,
            budget.Token);
        if (latest.Spec?.NodeName is { Length: > 0 } node)
        {
            // Nodes come over another watch; the answer should name the host.
            await _parts.Stores.Nodes.WaitUntilAsync(new("", node), known => known is not null, budget.LeftForWaiting, budget.Token);
        }

        if (!_parts.Settings.WaitForCapacity && !PodConditions.IsScheduled(latest) && PodConditions.IsUnschedulable(latest))
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

    private bool IsStarted(Pod pod, bool untilReady) =>
        PodConditions.IsFinished(pod)
        || (PodConditions.IsUnschedulable(pod) && !_parts.Settings.WaitForCapacity)
        || (untilReady ? PodConditions.IsTrue(pod, "Ready") : PodConditions.IsScheduled(pod));

    private Stack Answer(Service service, Pod pod) => _parts.Catalog.Project(StackCatalog.Read(service), pod, _parts.Time.GetUtcNow());

    private async Task RollBackAsync(StackId id, string incarnation, AnswerBudget budget)
    {
        var removal = _parts.Reconciler.Condemn(id, incarnation);
        try
        {
            await removal.WaitAsync(budget.Left, _parts.Time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // It goes on behind the answer until the cluster has let go of it.
        }
    }

    // Null when there is none. Asks the API server where the stores know of none, or may be behind.
    private async Task<StackRecord?> StandingAsync(StackId id, bool ask, CancellationToken cancellationToken)
    {
        if (!ask && _parts.Index.Find(id)?.Record is { } known)
        {
            return known;
        }

        var service = await _parts.Client.TryGetAsync(ResourceTypes.Services, new(_parts.Settings.Namespace, StackKeys.ServiceName(id)), cancellationToken);
        return service is null ? null : StackCatalog.Read(service);
    }
}
