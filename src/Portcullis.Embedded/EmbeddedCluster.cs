using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Faults;
using Portcullis.Embedded.Http;

namespace Portcullis.Embedded;

/// <summary>A Kubernetes cluster in this process: a real API server over simulated nodes. Thread-safe.</summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private static readonly Uri NoSocket = new("http://embedded/");

    private readonly ClusterParts _parts;
    private readonly EmbeddedClusterOptions _options;
    private readonly CancellationTokenSource _stopping;
    private readonly KestrelListener? _listener;

    private EmbeddedCluster(ClusterParts parts, EmbeddedClusterOptions options, CancellationTokenSource stopping, KestrelListener? listener)
    {
        _parts = parts;
        _options = options;
        _stopping = stopping;
        _listener = listener;
    }

    /// <summary>The address of the API server; <c>http://embedded/</c> when there is no socket.</summary>
    public Uri Address => _listener?.Address ?? NoSocket;

    /// <summary>Makes requests fail.</summary>
    public FaultInjector Faults => _parts.Faults;

    /// <summary>Counts the requests that came in.</summary>
    public RequestLog Requests => _parts.Requests;

    /// <summary>The objects, for the parts of the cluster that live in this process.</summary>
    internal ClusterParts Parts => _parts;

    /// <summary>Starts a cluster.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="time">Where time comes from.</param>
    /// <param name="loggers">Where logs go.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The address to listen on is in use.</exception>
    /// <exception cref="FormatException">A range is malformed.</exception>
    public static async Task<EmbeddedCluster> StartAsync(EmbeddedClusterOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var stopping = new CancellationTokenSource();
        var parts = new ClusterParts(options, time, loggers);
        parts.Seed();
        parts.StartControllers();
        try
        {
            var listener = options.Listen is { } listen
                ? await KestrelListener.StartAsync(parts.Api, listen, loggers, stopping.Token, cancellation).ConfigureAwait(false)
                : null;
            parts.Announce(listener?.Address);
            return new EmbeddedCluster(parts, options, stopping, listener);
        }
        catch
        {
            await parts.DisposeAsync().ConfigureAwait(false);
            stopping.Dispose();
            throw;
        }
    }

    /// <summary>A handler that reaches the API server without a socket. Watches stream; cancelling works both ways.</summary>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(_parts.Api, _stopping.Token);

    /// <summary>A kubeconfig for this cluster, as YAML.</summary>
    public string Kubeconfig() => KubeconfigText.Of(Address, _options.Token);

    /// <summary>Forgets the changes of a resource so far: an older resourceVersion is then answered with 410 Gone.</summary>
    /// <param name="resource">The plural, such as <c>pods</c>; null for every resource.</param>
    public void ForgetHistory(string? resource = null) => _parts.ForgetHistory(resource);

    /// <summary>Cuts a simulated node off, or brings it back: its pods stand still, are told not ready, and are evicted in time.</summary>
    /// <param name="name">The node.</param>
    /// <param name="ready">Whether it is heard of.</param>
    /// <exception cref="InvalidOperationException">There is no such node, or nothing is simulated.</exception>
    public void SetNodeReady(string name, bool ready) => Require(name, _parts.Simulation?.Nodes.SetReady(name, ready));

    /// <summary>Takes a simulated node away with all that runs on it; its pods are removed after a while.</summary>
    /// <param name="name">The node.</param>
    /// <exception cref="InvalidOperationException">There is no such node, or nothing is simulated.</exception>
    public void RemoveNode(string name) => Require(name, _parts.Simulation?.Nodes.Remove(name));

    private static void Require(string name, bool? done)
    {
        if (done != true)
        {
            throw new InvalidOperationException($"there is no simulated node \"{name}\"");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_listener is not null)
        {
            await _listener.DisposeAsync().ConfigureAwait(false);
        }

        await _parts.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }
}
