using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Cleanup;

/// <summary>Ends stacks: at their time, when they are over, when a half of them is missing, when their create is rolled back.</summary>
/// <remarks>
/// One key a stack; woken by changes and by the clock, never by a scan. Every replica runs one: deletes carry the UID
/// and resourceVersion that were read, so that two of them, or one and a renewal, cannot hurt each other.
/// </remarks>
public sealed partial class StackReconciler
{
    private const int Parallelism = 16;

    private readonly KeyedDelayQueue<StackId> _queue;
    private readonly ConcurrentDictionary<StackId, CleanupMemory> _memory = new();
    private readonly ConcurrentDictionary<StackId, int> _failures = new();
    private readonly ConcurrentDictionary<StackId, int> _conflicts = new();
    private readonly ConcurrentDictionary<StackId, CondemnedStack> _condemned = new();
    private readonly StackIndex _index;
    private readonly StackCatalog _catalog;
    private readonly NodeDirectory _nodes;
    private readonly StackRemover _remover;
    private readonly StacksUnderWay _underWay;
    private readonly KubernetesClient _client;
    private readonly StackSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<StackReconciler> _logger;

    internal StackReconciler(
        StackIndex index,
        StackCatalog catalog,
        NodeDirectory nodes,
        StackRemover remover,
        StacksUnderWay underWay,
        KubernetesClient client,
        StackSettings settings,
        TimeProvider time,
        ILogger<StackReconciler> logger)
    {
        _index = index;
        _catalog = catalog;
        _nodes = nodes;
        _remover = remover;
        _underWay = underWay;
        _client = client;
        _settings = settings;
        _time = time;
        _logger = logger;
        _queue = new(time);
        index.Changed += Wake;
        underWay.Left += Wake;
    }

    /// <summary>Works until cancelled.</summary>
    /// <param name="cancellationToken">Ends it, after what is under way.</param>
    public Task RunAsync(CancellationToken cancellationToken) => _queue.RunAsync(ReconcileAsync, Parallelism, cancellationToken);

    /// <summary>Removes a stack whose create failed, however long the cluster takes to let go of it.</summary>
    /// <param name="id">The stack.</param>
    /// <param name="incarnation">Which attempt: another one's Service of the same name is left alone.</param>
    /// <returns>Ends when nothing of it is left.</returns>
    internal Task Condemn(StackId id, string incarnation)
    {
        var condemned = _condemned.AddOrUpdate(id, _ => new(incarnation), (_, standing) => standing.And(incarnation));
        Wake(id);
        return condemned.Gone.Task;
    }

    /// <summary>Ends when what is condemned of a stack is gone; null when nothing is.</summary>
    internal Task? PendingRemoval(StackId id) => _condemned.TryGetValue(id, out var condemned) ? condemned.Gone.Task : null;

    private void Wake(StackId id) => _queue.Schedule(id, _time.GetUtcNow());

    private async Task ReconcileAsync(StackId id, CancellationToken cancellationToken)
    {
        try
        {
            if (_condemned.TryGetValue(id, out var condemned))
            {
                await ExecuteAsync(id, condemned, cancellationToken);
            }
            else if (!_underWay.Contains(id))
            {
                await CleanUpAsync(id, cancellationToken);
            }

            _failures.TryRemove(id, out _);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was, the stack must not be forgotten: an expiry that is not tried again never comes.
            var failures = _failures.AddOrUpdate(id, 1, (_, count) => count + 1);
            Log.CleanUpFailed(_logger, id, failures, error);
            _queue.Schedule(id, _time.GetUtcNow() + Pauses.OfKeepers.After(failures));
        }
    }

    private async Task CleanUpAsync(StackId id, CancellationToken cancellationToken)
    {
        if (_index.Find(id) is not { } entry)
        {
            _memory.TryRemove(id, out _);
            _conflicts.TryRemove(id, out _);
            return;
        }

        var now = _time.GetUtcNow();
        var view = View(entry, now);
        var memory = _memory[id] = _memory.GetValueOrDefault(id, CleanupMemory.None).See(view, now);
        switch (CleanupPlan.For(view, memory, now, _settings))
        {
            case CleanupStep.Wait { At: { } at }:
                _queue.Schedule(id, at);
                break;
            case CleanupStep.RemovePods strays:
                foreach (var pod in strays.Pods)
                {
                    await _remover.RemovePodAsync(pod, cancellationToken);
                }

                Log.StraysRemoved(_logger, id, strays.Pods.Count);
                break;
            case CleanupStep.RemoveStack removal:
                await RemoveAsync(id, removal, cancellationToken);
                break;
        }
    }

    private CleanupView View(StackEntry entry, DateTimeOffset now) => new(
        entry,
        entry.Record is { } record ? _catalog.Project(record, entry.CurrentPod, now) : null,
        [.. entry.StrayPods.Where(pod => pod.Metadata.DeletionTimestamp is null || (pod.Spec?.NodeName is { Length: > 0 } node && _nodes.IsGone(pod, node, now)))],
        entry.Record is { } known ? StackProjection.NextChange(known, entry.CurrentPod, _nodes, _settings) : null);

    private async Task RemoveAsync(StackId id, CleanupStep.RemoveStack removal, CancellationToken cancellationToken)
    {
        if (await _remover.RemoveAsync(id, removal.Service, cancellationToken))
        {
            Log.Removed(_logger, id, removal.Why);
        }
        else
        {
            // Changed since it was read: the watch brings the change, sooner or later; until then, ever less often.
            _queue.Schedule(id, _time.GetUtcNow() + Pauses.OfKeepers.After(_conflicts.AddOrUpdate(id, 1, (_, count) => count + 1)));
            return;
        }

        _conflicts.TryRemove(id, out _);
    }

    private async Task ExecuteAsync(StackId id, CondemnedStack condemned, CancellationToken cancellationToken)
    {
        var service = await _client.TryGetAsync(ResourceTypes.Services, new(_settings.Namespace, StackKeys.ServiceName(id)), cancellationToken);
        if (service is not null
            && StackRecord.TryRead(service, out var record)
            && condemned.Incarnations.Contains(record.Incarnation)
            && !await _remover.RemoveAsync(id, service, cancellationToken))
        {
            _queue.Schedule(id, _time.GetUtcNow() + Pauses.OfKeepers.After(1));
            return;
        }

        // A Service whose POST is still on its way will turn up without a Pod: the janitor's business.
        if (_condemned.TryRemove(new(id, condemned)))
        {
            condemned.Gone.TrySetResult();
        }

        Wake(id);
    }

    private sealed class CondemnedStack(ImmutableHashSet<string> incarnations, TaskCompletionSource gone)
    {
        public CondemnedStack(string incarnation)
            : this([incarnation], new(TaskCreationOptions.RunContinuationsAsynchronously))
        {
        }

        public ImmutableHashSet<string> Incarnations => incarnations;

        public TaskCompletionSource Gone => gone;

        // Whoever waits for the first waits for all.
        public CondemnedStack And(string incarnation) => incarnations.Contains(incarnation) ? this : new(incarnations.Add(incarnation), gone);
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "removed stack {StackId}: {Why}")]
        public static partial void Removed(ILogger logger, StackId stackId, string why);

        [LoggerMessage(3002, LogLevel.Information, "removed {Count} stray pods of stack {StackId}")]
        public static partial void StraysRemoved(ILogger logger, StackId stackId, int count);

        [LoggerMessage(3003, LogLevel.Warning, "could not clean up stack {StackId} (failure {Failures}); will try again")]
        public static partial void CleanUpFailed(ILogger logger, StackId stackId, int failures, Exception error);
    }
}
