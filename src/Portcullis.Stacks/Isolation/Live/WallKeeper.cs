using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Model.Json;
using Portcullis.Model.Names;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>Keeps the walls: builds them from the cluster's addresses, and puts them back whenever they are not as built.</summary>
/// <remarks>
/// Woken by changes of nodes, Services and policies, never by a clock. Every replica runs one: what is as it should be
/// is left alone, and of two that write at the same time one finds a conflict, looks again, and finds it done.
/// </remarks>
internal sealed partial class WallKeeper : IDisposable
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    private readonly KubernetesClient _client;
    private readonly AddressReader _addresses;
    private readonly IsolationStores _isolation;
    private readonly StackSettings _stacks;
    private readonly IsolationSettings _settings;
    private readonly WallGaps _gaps;
    private readonly TimeProvider _time;
    private readonly ILogger<WallKeeper> _logger;
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<IDisposable> _subscriptions;

    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // By name: what was asked for, and what the API server made of it, defaults and all.
    private readonly Dictionary<string, (string Asked, string Made)> _standing = new(StringComparer.Ordinal);

    public WallKeeper(
        KubernetesClient client, ClusterStores cluster, IsolationStores isolation, AddressReader addresses, StackSettings stacks, IsolationSettings settings, WallGaps gaps, TimeProvider time, ILogger<WallKeeper> logger)
    {
        (_client, _isolation, _addresses, _stacks, _settings, _gaps, _time, _logger) = (client, isolation, addresses, stacks, settings, gaps, time, logger);
        _subscriptions =
        [
            cluster.Nodes.Subscribe(_ => Wake()),
            cluster.Services.Subscribe(OnService),
            isolation.ApiServer.Subscribe(Wake),
            isolation.ServiceRanges.Subscribe(_ => Wake()),
            isolation.Ingresses.Subscribe(_ => Wake()),
            isolation.Policies.Subscribe(OnPolicy),
        ];
        addresses.GatewaysChanged += Wake;
    }

    /// <summary>What the walls were last built from; null before the first time.</summary>
    public ClusterAddresses? Addresses { get; private set; }

    /// <summary>Whether the walls stood at least once.</summary>
    public bool AreUp => _up.Task.IsCompleted;

    /// <summary>Waits until they stand for the first time.</summary>
    public Task WaitUntilUpAsync(CancellationToken cancellationToken) => _up.Task.WaitAsync(cancellationToken);

    /// <summary>Keeps them until cancelled. The stores must be synced.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        Wake();
        while (await _woken.Reader.WaitToReadAsync(cancellationToken))
        {
            _woken.Reader.TryRead(out _);
            try
            {
                await PutUpAsync(await _addresses.ReadAsync(cancellationToken), cancellationToken);
                _up.TrySetResult();
                failures = 0;
            }
            catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException)
            {
                if (error is not KubernetesApiException { StatusCode: 409 })
                {
                    Log.Failed(_logger, error.Message);
                }

                await Pauses.OfIsolation.PauseAsync(++failures, _time, cancellationToken);
                Wake();
            }
        }
    }

    public void Dispose()
    {
        _addresses.GatewaysChanged -= Wake;
        _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    private void Wake() => _woken.Writer.TryWrite(true);

    // Stacks come and go by the thousand; what they add is inside the range of Services already.
    private void OnService(StoreChange<Service> change)
    {
        var (before, after) = change.Sides();
        if ((after ?? before) is not { } service || service.Metadata.Namespace != _stacks.Namespace)
        {
            Wake();
        }
    }

    private void OnPolicy(StoreChange<NetworkPolicy> change)
    {
        var (before, after) = change.Sides();
        if ((after ?? before)?.Metadata.Namespace == _stacks.Namespace)
        {
            Wake();
        }
    }

    private async Task PutUpAsync(ClusterAddresses addresses, CancellationToken cancellationToken)
    {
        if (addresses.Pods.Origin == RangeOrigin.Unknown && Addresses?.Pods.Origin != RangeOrigin.Unknown)
        {
            Log.NoPodRanges(_logger);
        }

        Addresses = addresses;
        foreach (var wanted in Walls.Build(addresses, _stacks, _settings))
        {
            await PutUpAsync(wanted, cancellationToken);
        }
    }

    private async Task PutUpAsync(NetworkPolicy wanted, CancellationToken cancellationToken)
    {
        var key = NamespacedName.Of(wanted.Metadata);
        var asked = Text(wanted.Spec);
        var live = _isolation.Policies.TryGet(key);
        var known = _standing.TryGetValue(key.Name, out var standing) && standing.Asked == asked;
        if (live is not null && Text(live.Spec) == (known ? standing.Made : asked))
        {
            // Somebody else, such as another replica, may have put it back.
            _gaps.Close(key.Name);
            return;
        }

        // What this program has only just found may be as another version of it left it.
        if (live is null || (standing.Made is { } before && Text(live.Spec) != before))
        {
            _gaps.Open(key.Name, live is null ? "missing" : "changed");
        }

        // Whole, and not by server-side apply: that leaves alone what others added, such as a rule that lets everyone out.
        var made = live is null
            ? await _client.CreateAsync(ResourceTypes.NetworkPolicies, null, wanted, cancellationToken)
            : await _client.ReplaceAsync(ResourceTypes.NetworkPolicies, live with { Spec = wanted.Spec }, cancellationToken);
        _standing[key.Name] = (asked, Text(made.Spec));
        if (known)
        {
            Log.PutBack(_logger, key.Namespace, key.Name, live is null ? "deleted" : "changed");
        }
        else
        {
            Log.PutUp(_logger, key.Namespace, key.Name);
        }

        // What was just written must be seen before it is judged again.
        await _isolation.Policies.WaitForUidAsync(key, made.Metadata.Uid!, made.Metadata.ResourceVersion!, LongestLook, cancellationToken);
        _gaps.Close(key.Name);
    }

    private static string Text(NetworkPolicySpec? spec) => JsonSerializer.Serialize(spec ?? new(), ModelJson.Default.NetworkPolicySpec);

    private static partial class Log
    {
        [LoggerMessage(3301, LogLevel.Information, "put up the wall {Namespace}/{Name}")]
        public static partial void PutUp(ILogger logger, string @namespace, string name);

        [LoggerMessage(3302, LogLevel.Warning, "put back the wall {Namespace}/{Name}, which somebody had {What}")]
        public static partial void PutBack(ILogger logger, string @namespace, string name, string what);

        [LoggerMessage(3303, LogLevel.Warning, "the walls could not be put up: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(3304, LogLevel.Warning, "no node tells the range of its pods, so the walls let nobody in: set STACK_POD_CIDRS")]
        public static partial void NoPodRanges(ILogger logger);
    }
}
