using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Cleanup;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Changing;

/// <summary>Keeps the Services of stacks as they were made: what somebody edits on one is undone.</summary>
/// <remarks>
/// Woken by changes of Services and Pods, never by a clock. Every replica runs one: what is as it should be is left alone,
/// and of two that write at the same time one finds a conflict, looks again, and finds it done. A restart moves label and
/// selector in one write, so that no moment of it looks like an edit.
/// </remarks>
internal sealed partial class ServiceKeeper : IDisposable
{
    private const int Parallelism = 4;

    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    private readonly KubernetesClient _client;
    private readonly ClusterStores _stores;
    private readonly StackSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<ServiceKeeper> _logger;
    private readonly KeyedDelayQueue<NamespacedName> _queue;
    private readonly ConcurrentDictionary<NamespacedName, int> _failures = new();

    // Of Services that the cluster does not let be what they were, the version that it made of the last try.
    private readonly ConcurrentDictionary<NamespacedName, string> _given = new();
    private readonly IDisposable[] _subscriptions;

    public ServiceKeeper(KubernetesClient client, ClusterStores stores, StackSettings settings, TimeProvider time, ILogger<ServiceKeeper> logger)
    {
        (_client, _stores, _settings, _time, _logger) = (client, stores, settings, time, logger);
        _queue = new(time);
        _subscriptions = [stores.Services.Subscribe(OnService), stores.Pods.Subscribe(OnPod)];
    }

    /// <summary>Keeps them until cancelled. The stores must be synced.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _stores.Services.Snapshot().Objects.Values)
        {
            Look(service);
        }

        return _queue.RunAsync(KeepAsync, Parallelism, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private void OnService(StoreChange<Service> change)
    {
        var (before, after) = change.Sides();
        if (after is not null)
        {
            Look(after);
        }
        else if (before is not null)
        {
            Forget(NamespacedName.Of(before.Metadata));
        }
    }

    // A Pod tells what its Service was made as.
    private void OnPod(StoreChange<Pod> change)
    {
        var (before, after) = change.Sides();
        if ((after ?? before) is { } pod && StackLabels.IsOurs(pod.Metadata, out var id) && _stores.Services.TryGet(new(_settings.Namespace, StackKeys.ServiceName(id))) is { } service)
        {
            Look(service);
        }
    }

    private void Look(Service service)
    {
        if (Undoable(service, out _) is { Count: > 0 })
        {
            _queue.Schedule(NamespacedName.Of(service.Metadata), _time.GetUtcNow());
        }
    }

    private IReadOnlyList<ServiceEdit> Undoable(Service service, out ServiceForm? form)
    {
        form = service.Metadata.Namespace == _settings.Namespace && service.Metadata.DeletionTimestamp is null ? ServiceForm.Of(service, _stores.Pods.TryGet) : null;
        return form is null ? [] : [.. ServiceEdits.Of(service, form, _settings).Where(edit => edit.CanBeUndone)];
    }

    private async Task KeepAsync(NamespacedName name, CancellationToken cancellationToken)
    {
        if (_stores.Services.TryGet(name) is not { } service || Undoable(service, out var form) is not { Count: > 0 } edits)
        {
            Forget(name);
            return;
        }

        if (_given.GetValueOrDefault(name) == service.Metadata.ResourceVersion)
        {
            return;
        }

        try
        {
            var made = await _client.MergePatchAsync(ResourceTypes.Services, name, ServicePatch.Of(service, form!, _settings), null, cancellationToken);
            _failures.TryRemove(name, out _);
            var left = ServiceEdits.Of(made, form!, _settings).Where(edit => edit.CanBeUndone).ToList();
            if (left.Count == 0)
            {
                _given.TryRemove(name, out _);
                Log.PutBack(_logger, name.Namespace, name.Name, string.Join("; ", edits));
            }
            else
            {
                _given[name] = made.Metadata.ResourceVersion ?? "";
                Log.NotTaken(_logger, name.Namespace, name.Name, string.Join("; ", left));
            }

            // What was just written must be seen before it is looked at again.
            await _stores.SeenAsync(made, LongestLook, cancellationToken);
        }
        catch (KubernetesApiException gone) when (gone.IsNotFound)
        {
            Forget(name);
        }
        catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException)
        {
            if (error is not KubernetesApiException { StatusCode: 409 })
            {
                Log.Failed(_logger, name.Namespace, name.Name, error.Message);
            }

            _queue.Schedule(name, _time.GetUtcNow() + Pauses.OfKeepers.After(_failures.AddOrUpdate(name, 1, (_, count) => count + 1)));
        }
    }

    private void Forget(NamespacedName name)
    {
        _failures.TryRemove(name, out _);
        _given.TryRemove(name, out _);
    }

    private static partial class Log
    {
        [LoggerMessage(3201, LogLevel.Warning, "made the Service {Namespace}/{Name} what it was: {Edits}")]
        public static partial void PutBack(ILogger logger, string @namespace, string name, string edits);

        [LoggerMessage(3202, LogLevel.Warning, "the Service {Namespace}/{Name} is not what it was, and the cluster does not let it be: {Edits}")]
        public static partial void NotTaken(ILogger logger, string @namespace, string name, string edits);

        [LoggerMessage(3203, LogLevel.Warning, "the Service {Namespace}/{Name} could not be made what it was: {Reason}")]
        public static partial void Failed(ILogger logger, string @namespace, string name, string reason);
    }
}
