using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;

namespace Portcullis.Embedded.Controllers;

/// <summary>The controllers that any cluster runs beside the API server. Starts them, and ends them on dispose.</summary>
internal sealed partial class ControllerSet(
    ClusterObjects objects,
    ObjectStore store,
    ObjectRegistry registry,
    ResourceRegistry resources,
    TimeProvider time,
    ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger _logger = loggers.CreateLogger<ControllerSet>();
    private Task _running = Task.CompletedTask;

    public void Start()
    {
        var token = _stopping.Token;
        _running = Task.WhenAll(
            WatchOverAsync("namespace", new NamespaceController(objects, store, loggers.CreateLogger<NamespaceController>()).RunAsync(token), token),
            WatchOverAsync("endpoints", new EndpointsController(objects, loggers.CreateLogger<EndpointsController>()).RunAsync(token), token),
            WatchOverAsync("garbage-collector", new GarbageCollector(store, registry, resources, loggers.CreateLogger<GarbageCollector>()).RunAsync(token), token),
            WatchOverAsync("event-expiry", new EventExpiry(objects, time).RunAsync(token), token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopping.Dispose();
    }

    /// <summary>A controller ends when it is told to; any other end is a fault of ours, and is said.</summary>
    private async Task WatchOverAsync(string name, Task running, CancellationToken stopping)
    {
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to.
        }
        catch (Exception fault)
        {
            Log.Failed(_logger, name, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5130, Level = LogLevel.Error, Message = "The {Controller} controller of the embedded cluster has failed")]
        public static partial void Failed(ILogger logger, string controller, Exception fault);
    }
}
