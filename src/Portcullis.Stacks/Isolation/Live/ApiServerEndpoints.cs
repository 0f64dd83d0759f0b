using System.Net;
using Microsoft.Extensions.Logging;
using Portcullis.Client.Discovery;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Discovery;
using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>Where the API server answers, behind its own Service.</summary>
internal interface IApiServerEndpoints
{
    /// <summary>The addresses and ports, as of now.</summary>
    IReadOnlyList<IPEndPoint> Now { get; }

    /// <summary>Reports every change from now on.</summary>
    /// <param name="changed">Called on whatever thread.</param>
    IDisposable Subscribe(Action changed);
}

/// <summary>Where the API server answers, behind its own Service: kept by a watch of its EndpointSlices. Thread-safe.</summary>
/// <remarks>
/// Servers before Kubernetes 1.21 know slices by an older version alone, which those since 1.25 do not know any more. It
/// is looked for only where the newer one is missing, and then counts as a source of its own.
/// </remarks>
internal sealed class ApiServerEndpoints : IApiServerEndpoints
{
    // A server learns of a resource by being replaced.
    private static readonly TimeSpan RarelyAsked = TimeSpan.FromMinutes(10);

    private readonly Reflector<EndpointSlice> _slices;
    private readonly Reflector<EndpointSlice> _older;

    // The first answer, whatever it was; and the first that the newer version is not known.
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _missing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ApiServerEndpoints(KubernetesClient client, TimeSpan maxAge, TimeProvider time, ILogger logger)
    {
        var options = new ReflectorOptions<EndpointSlice>
        {
            Namespace = ApiServerAddresses.ServiceNamespace,
            LabelSelector = ApiServerAddresses.SliceSelector,
            AbsentMeansEmpty = true,
            AbsentRetry = RarelyAsked,
            MaxSilence = maxAge,
        };
        _slices = new(client, ResourceTypes.EndpointSlices, options, time, logger);
        _older = new(client, ApiServerAddresses.OlderSlices, options, time, logger);
        _slices.ContinuityChanged += OnContinuity;
    }

    /// <summary>What it is kept by from the beginning.</summary>
    public IReadOnlyList<WatchedSource> Sources => [new("endpoints of the API server", _slices)];

    /// <inheritdoc/>
    public IReadOnlyList<IPEndPoint> Now =>
        ApiServerAddresses.EndpointsOf([.. _slices.Store.Snapshot().Objects.Values, .. _older.Store.Snapshot().Objects.Values]);

    /// <summary>Whether they have been looked at.</summary>
    public bool HasSynced => _answered.Task.IsCompleted && (!_missing.Task.IsCompleted || _older.Store.HasSynced);

    /// <inheritdoc/>
    public IDisposable Subscribe(Action changed) => new Both(_slices.Store.Subscribe(_ => changed()), _older.Store.Subscribe(_ => changed()));

    /// <summary>Waits until they have been looked at.</summary>
    public async Task WaitForSyncAsync(CancellationToken cancellationToken)
    {
        await _answered.Task.WaitAsync(cancellationToken);
        if (_missing.Task.IsCompleted)
        {
            await _older.Store.WaitForSyncAsync(cancellationToken);
        }
    }

    /// <summary>Watches until cancelled.</summary>
    /// <param name="sources">Gets the older resource as a source, where that is what tells.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(SourceSet sources, CancellationToken cancellationToken) => Task.WhenAll(_slices.RunAsync(cancellationToken), RunOlderAsync(sources, cancellationToken));

    private async Task RunOlderAsync(SourceSet sources, CancellationToken cancellationToken)
    {
        // A loop that is cancelled ends, as all do: here, mostly while nothing is missing.
        await _missing.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        sources.Add(new WatchedSource("endpoints of the API server (v1beta1)", _older));
        await _older.RunAsync(cancellationToken);
    }

    // Raised once a list was taken over, and what came of it is known: the store alone is filled a moment earlier.
    private void OnContinuity()
    {
        if (_slices.Health is not { IsUnbroken: true } health)
        {
            return;
        }

        if (health.IsAbsent)
        {
            _missing.TrySetResult();
        }

        _answered.TrySetResult();
    }

    private sealed class Both(IDisposable first, IDisposable second) : IDisposable
    {
        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
