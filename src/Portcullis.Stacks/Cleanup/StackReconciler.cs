using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portcullis.Client;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>Ends stacks: at their time, when they are over, when a half of them is missing, when their create is rolled back.</summary>
/// <remarks>
/// One key a stack; woken by changes and by the clock, never by a scan. Every replica runs one: deletes carry the UID
/// and resourceVersion that were read, so that two of them, or one and a renewal, cannot hurt each other.
/// </remarks>
public sealed partial class StackReconciler
{
    private const int Parallelism = 16;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly KeyedDelayQueue<StackId> _queue;
    private readonly ConcurrentDictionary<StackId, CleanupMemory> _memory = new();
    private readonly ConcurrentDictionary<StackId, int> _failures = new();
    private readonly ConcurrentDictionary<StackId, CondemnedStack> _condemned = new();
    private readonly StackIndex _index;
    private readonly StackCatalog _catalog;
    private readonly StackRemover _remover;
    private readonly StacksUnderWay _underWay;
    private readonly KubernetesClient _client;
    private readonly StackSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<StackReconciler> _logger;

    internal StackReconciler(
        StackIndex index,
        StackCatalog catalog,
        StackRemover remover,
        StacksUnderWay underWay,
        KubernetesClient client,
        StackSettings settings,
        TimeProvider time,
        ILogger<StackReconciler> logger)
    {
        _index = index;
        _catalog = catalog;
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
        var condemned = _condemned.AddOrUpdate(id, _ => new(incarnation), (_, standing) => standing.Incarnation == incarnation ? standing : new(incarnation));
        Wake(id);
        return condemned.Gone.Task;
    }

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
        catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException)
        {
            var failures = _failures.AddOrUpdate(id, 1, (_, count) => count + 1);
            Log.CleanUpFailed(_logger, id, failures, error);
            _queue.Schedule(id, _time.GetUtcNow() + Backoff(failures));
        }
    }

    private async Task CleanUpAsync(StackId id, CancellationToken cancellationToken)
    {
        if (_index.Find(id) is not { } entry)
        {
            _memory.TryRemove(id, out _);
            return;
        }

        var now = _time.GetUtcNow();
        var stack = entry.Record is { } record ? _catalog.Project(record, entry.CurrentPod, now) : null;
        var memory = _memory[id] = _memory.GetValueOrDefault(id, CleanupMemory.None).See(entry, stack, now);
        switch (CleanupPlan.For(entry, memory, now, _settings))
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
                await RemoveAsync(removal, cancellationToken);
                break;
        }
    }

    private async Task RemoveAsync(CleanupStep.RemoveStack removal, CancellationToken cancellationToken)
    {
        var id = removal.Record.Id;
        if (await _remover.RemoveAsync(removal.Record, cancellationToken))
        {
            Log.Removed(_logger, id, removal.Why);
        }
        else
        {
            // Changed since it was read: the watch will bring the change, or is late; look again either way.
            _queue.Schedule(id, _time.GetUtcNow() + FirstRetry);
        }
    }

    private async Task ExecuteAsync(StackId id, CondemnedStack condemned, CancellationToken cancellationToken)
    {
        var service = await _client.TryGetAsync(ResourceTypes.Services, new(_settings.Namespace, StackKeys.ServiceName(id)), cancellationToken);
        if (service is not null
            && StackRecord.TryRead(service, out var record)
            && record.Incarnation == condemned.Incarnation
            && !await _remover.RemoveAsync(record, cancellationToken))
        {
            _queue.Schedule(id, _time.GetUtcNow() + FirstRetry);
            return;
        }

        // A Service whose POST is still on its way will turn up without a Pod: the janitor's business.
        _condemned.TryRemove(new(id, condemned));
        condemned.Gone.TrySetResult();
        Wake(id);
    }

    private static TimeSpan Backoff(int failures) =>
        TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, FirstRetry.Ticks << Math.Min(failures, 10)));

    private sealed record CondemnedStack(string Incarnation)
    {
        public TaskCompletionSource Gone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
