using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.ControlPlane;

/// <summary>
/// What a control plane without machines lacks: nodes that stay ready, and kubelets that take pods from Pending to
/// Running and away. Only the nodes that it made, and the pods on them, are touched.
/// </summary>
public sealed class KubeletStandIn : IAsyncDisposable
{
    // The controller manager gives nodes up after 40 s of silence.
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan AskedAgain = TimeSpan.FromMilliseconds(200);

    private const int Kubelets = 8;

    private readonly KubernetesClient _client;
    private readonly Reflector<Pod> _pods;
    private readonly IDisposable _subscription;
    private readonly Channel<NamespacedName> _changed = Channel.CreateUnbounded<NamespacedName>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;
    private int _addresses;

    private KubeletStandIn(KubernetesClient client)
    {
        _client = client;
        _pods = new(client, ResourceTypes.Pods, new(), TimeProvider.System, NullLogger.Instance);
        _subscription = _pods.Store.Subscribe(OnChange);
        _work = Task.WhenAll([_pods.RunAsync(_stop.Token), HeartbeatsAsync(_stop.Token), .. Enumerable.Range(0, Kubelets).Select(_ => WorkAsync(_stop.Token))]);
    }

    /// <summary>Makes the nodes and begins; ready when this returns.</summary>
    /// <param name="client">The administrator's client; owned by the stand-in from now on.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<KubeletStandIn> StartAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        foreach (var node in StandInNode.All)
        {
            if (await client.TryGetAsync(ResourceTypes.Nodes, new("", node.Name), cancellationToken).ConfigureAwait(false) is null)
            {
                await client.CreateAsync(ResourceTypes.Nodes, null, node.Object, cancellationToken).ConfigureAwait(false);
            }

            await BeatAsync(client, node, cancellationToken).ConfigureAwait(false);
            await client.MergePatchAsync(ResourceTypes.Nodes, new("", node.Name), new() { ["spec"] = new JsonObject { ["taints"] = null } }, null, cancellationToken).ConfigureAwait(false);
        }

        return new(client);
    }

    /// <summary>Ends the work and takes the nodes away.</summary>
    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await _work.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // That is how the loops end.
        }

        foreach (var node in StandInNode.All)
        {
            await UnlessGoneAsync(() => _client.DeleteAsync(ResourceTypes.Nodes, new("", node.Name), null, CancellationToken.None)).ConfigureAwait(false);
        }

        _stop.Dispose();
        _client.Dispose();
    }

    private static Task<Node> BeatAsync(KubernetesClient client, StandInNode node, CancellationToken cancellationToken) =>
        client.MergePatchAsync(ResourceTypes.Nodes, new("", node.Name), node.Heartbeat(TimeProvider.System.GetUtcNow()), "status", cancellationToken);

    private async Task HeartbeatsAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(HeartbeatInterval, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var node in StandInNode.All)
            {
                try
                {
                    await UnlessGoneAsync(() => BeatAsync(_client, node, cancellationToken)).ConfigureAwait(false);
                }
                catch (Exception error) when (error is KubernetesTransportException or KubernetesApiException { StatusCode: >= 500 or 429 })
                {
                    // A kubelet goes on when the API server is away; it beats again soon.
                }
            }
        }
    }

    private void OnChange(StoreChange<Pod> change)
    {
        if (change is StoreChange<Pod>.Added { Object: var added } && IsOurs(added))
        {
            _changed.Writer.TryWrite(NamespacedName.Of(added.Metadata));
        }
        else if (change is StoreChange<Pod>.Updated { New: var updated } && IsOurs(updated))
        {
            _changed.Writer.TryWrite(NamespacedName.Of(updated.Metadata));
        }
    }

    private static bool IsOurs(Pod pod) => StandInNode.All.Any(node => node.Name == pod.Spec?.NodeName);

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await foreach (var key in _changed.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_pods.Store.TryGet(key) is { } pod)
            {
                try
                {
                    await UnlessGoneAsync(() => TendAsync(key, pod, cancellationToken)).ConfigureAwait(false);
                }
                catch (Exception error) when (error is KubernetesTransportException or KubernetesApiException { StatusCode: >= 500 or 429 })
                {
                    // Nor does it forget a pod then.
                    await Task.Delay(AskedAgain, TimeProvider.System, cancellationToken).ConfigureAwait(false);
                    _changed.Writer.TryWrite(key);
                }
            }
        }
    }

    private Task TendAsync(NamespacedName key, Pod pod, CancellationToken cancellationToken) => pod switch
    {
        { Metadata.DeletionTimestamp: not null } => _client.DeleteAsync(
            ResourceTypes.Pods, key, new() { GracePeriodSeconds = 0, Preconditions = new() { Uid = pod.Metadata.Uid } }, cancellationToken),
        { Status.PodIP: null or "" } => _client.MergePatchAsync(
            ResourceTypes.Pods, key, PodReport.Of(pod, NextAddress(), TimeProvider.System.GetUtcNow()), "status", cancellationToken),
        _ => Task.CompletedTask,
    };

    private string NextAddress()
    {
        var number = Interlocked.Increment(ref _addresses);
        return $"10.42.{(number >> 8) & 63}.{number & 255}";
    }

    // Pods and nodes come and go under a kubelet's hands: the next event says what is so.
    private static async Task UnlessGoneAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (KubernetesApiException refused) when (refused.IsNotFound || refused.IsConflict)
        {
            // Nothing is left to do.
        }
    }
}
