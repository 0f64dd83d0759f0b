using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Resources;
using Portcullis.Embedded.Storage;

namespace Portcullis.Embedded.Controllers;

/// <summary>The controllers that any cluster runs beside the API server. Starts them, and ends them on dispose.</summary>
internal sealed class ControllerSet(ClusterObjects objects, ObjectStore store, ObjectRegistry registry, ResourceRegistry resources, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Start()
    {
        var token = _stopping.Token;
        _running = Task.WhenAll(
            new NamespaceController(objects, store, loggers.CreateLogger<NamespaceController>()).RunAsync(token),
            new EndpointsController(objects, loggers.CreateLogger<EndpointsController>()).RunAsync(token),
            new GarbageCollector(store, registry, resources, loggers.CreateLogger<GarbageCollector>()).RunAsync(token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }
}
