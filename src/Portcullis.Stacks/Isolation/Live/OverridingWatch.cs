using Microsoft.Extensions.Logging;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Client.Retrying;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Extensions;
using Portcullis.Stacks.Isolation.Guarding.Overriding;
using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>
/// Watches for objects that a network plug-in heeds before or beside NetworkPolicies: first for the kinds, which plug-ins
/// add to the API, then for objects of those kinds that matter or that nobody here knows. And for Gateways, which lead
/// into the cluster and are a kind of the same sort.
/// </summary>
internal sealed class OverridingWatch : IDisposable
{
    private const int Forbidden = 403;

    // Only clusters that cannot have added kinds at all, such as the embedded one, are without the resource.
    private static readonly TimeSpan RarelyAsked = TimeSpan.FromMinutes(10);

    private static readonly Backoff AskedAgain = Backoff.Steady(TimeSpan.FromMinutes(1));

    // What is refused changes no store, and so has to be looked at.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly KubernetesClient _client;
    private readonly SourceSet _sources;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Reflector<CustomResourceDefinition> _kinds;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Watched> _watched = new(StringComparer.Ordinal);
    private readonly IDisposable _subscription;
    private volatile bool _started;
    private volatile bool _lookedBehind;

    public OverridingWatch(KubernetesClient client, SourceSet sources, TimeProvider time, ILogger logger)
    {
        (_client, _sources, _time, _logger) = (client, sources, time, logger);
        _kinds = new(client, ResourceTypes.CustomResourceDefinitions, new() { AbsentMeansEmpty = true, AbsentRetry = RarelyAsked, Trim = Trimmed, MaxSilence = sources.MaxAge }, time, logger);
        _subscription = _kinds.Store.Subscribe(_ => Changed?.Invoke());
        sources.Add(new WatchedSource("custom resource definitions", _kinds));
    }

    /// <summary>Something may be other than it was; ask <see cref="Now"/>.</summary>
    public event Action? Changed;

    /// <summary>Other Gateways may be there than before; ask <see cref="Gateways"/>.</summary>
    public event Action? GatewaysChanged;

    /// <summary>The Gateways of the Gateway API, as far as they are known; what is not is said by <see cref="Now"/>.</summary>
    public IReadOnlyList<CustomObject> Gateways => [.. Kinds().Where(kind => kind.IsGateway).SelectMany(kind => kind.Objects.Store.Snapshot().Objects.Values)];

    /// <summary>What is known now.</summary>
    public OverridingObjects Now()
    {
        if (!_kinds.Store.HasSynced)
        {
            return _started && IsForbidden(_kinds.Health)
                ? new([], ["whether the cluster has kinds that override network policies may not be seen: let the service list and watch customresourcedefinitions"])
                : OverridingObjects.NotLookedFor;
        }

        List<OverridingObject> found = [];
        List<string> unseen = [];
        foreach (var watched in Kinds())
        {
            var (kind, objects) = (watched.Kind, watched.Objects);
            if (watched.IsGateway)
            {
                if (!objects.Store.HasSynced)
                {
                    unseen.Add(IsForbidden(objects.Health)
                        ? $"by which addresses {kind.QualifiedName} lead into the cluster may not be seen: let the service list and watch them"
                        : $"by which addresses {kind.QualifiedName} lead into the cluster is not known yet");
                }

                continue;
            }

            found.AddRange(objects.Store.Snapshot().Objects.Values.Select(one => OverridingObject.Of(kind.Group, kind.Kind, one)));
            if (!objects.Store.HasSynced)
            {
                unseen.Add(IsForbidden(objects.Health)
                    ? $"whether there are {kind.QualifiedName}, which can override network policies, may not be seen: let the service list and watch them"
                    : $"whether there are {kind.QualifiedName}, which can override network policies, is not known yet");
            }
        }

        if (!_lookedBehind)
        {
            unseen.Add("whether API servers behind the cluster's own have kinds that override network policies is not known yet");
        }

        return new([.. found.OrderBy(one => one.ToString(), StringComparer.Ordinal)], unseen);
    }

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _started = true;
        using var look = _time.CreateTimer(_ => LookForRefusals(), null, Look, Look);
        var kinds = _kinds.RunAsync(cancellationToken);
        using var follow = _kinds.Store.Subscribe(_ => Follow(cancellationToken));
        Follow(cancellationToken);
        await Task.WhenAll(kinds, LookBehindAsync(cancellationToken));
        await Task.WhenAll(Kinds().Select(kind => kind.Running));
    }

    public void Dispose() => _subscription.Dispose();

    private void LookForRefusals()
    {
        if (!_kinds.Store.HasSynced || Kinds().Exists(kind => !kind.Objects.Store.HasSynced))
        {
            Changed?.Invoke();
        }
    }

    private List<Watched> Kinds()
    {
        lock (_lock)
        {
            return [.. _watched.Values];
        }
    }

    private void Follow(CancellationToken cancellationToken)
    {
        foreach (var definition in _kinds.Store.Snapshot().Objects.Values)
        {
            if (definition.Spec is not { Group: { } group, Names: { Kind: { } kind, Plural: { } plural }, Versions: { } versions }
                || !(OverridingKinds.Matters(group, kind) || GatewayTypes.Is(group, kind))
                || versions.FirstOrDefault(version => version.Served == true)?.Name is not { } served)
            {
                continue;
            }

            lock (_lock)
            {
                var key = $"{plural}.{group}/{served}";
                if (!_watched.ContainsKey(key))
                {
                    _watched.Add(key, GatewayTypes.Is(group, kind) ? WatchGateways(served, cancellationToken)
                        : Watch(OverridingTypes.Of(group, served, plural, kind, definition.Spec.Scope == "Namespaced"), cancellationToken));
                }
            }
        }
    }

    // Calico, for one, may serve its kinds from a server of its own, with no definition in the cluster. Such a server is
    // there from the beginning, so that it is looked for once.
    private async Task LookBehindAsync(CancellationToken cancellationToken)
    {
        while (!_lookedBehind)
        {
            try
            {
                await _kinds.Store.WaitForSyncAsync(cancellationToken);
                foreach (var type in await BehindAsync(cancellationToken))
                {
                    lock (_lock)
                    {
                        _watched.Add($"{type.QualifiedName}/{type.Version}", Watch(type, cancellationToken));
                    }
                }

                _lookedBehind = true;
                Changed?.Invoke();
            }
            catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException)
            {
                await AskedAgain.PauseAsync(1, _time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<IReadOnlyList<ResourceType<CustomObject>>> BehindAsync(CancellationToken cancellationToken)
    {
        var defined = _kinds.Store.Snapshot().Objects.Values.Select(definition => definition.Spec?.Group).ToHashSet();
        List<ResourceType<CustomObject>> types = [];
        foreach (var group in (await _client.GetGroupsAsync(cancellationToken)).Groups ?? [])
        {
            if (group is { Name: { } name, PreferredVersion: { GroupVersion: { } served, Version: { } version } } && OverridingKinds.IsPlugIns(name) && !defined.Contains(name))
            {
                types.AddRange(
                    from resource in (await _client.GetResourcesAsync(served, cancellationToken)).Resources ?? []
                    where resource is { Name: not null, Kind: not null } && !resource.Name.Contains('/') && resource.Verbs?.Contains("watch") == true && OverridingKinds.Matters(name, resource.Kind)
                    select OverridingTypes.Of(name, version, resource.Name!, resource.Kind!, resource.Namespaced == true));
            }
        }

        return types;
    }

    // Of every namespace: whether policies elsewhere matter depends on what stacks rely on.
    private Watched Watch(ResourceType<CustomObject> type, CancellationToken cancellationToken)
    {
        var objects = new Reflector<CustomObject>(_client, type, new() { AbsentMeansEmpty = true, Trim = OverridingTypes.Trim(type), MaxSilence = _sources.MaxAge }, _time, _logger);
        objects.Store.Subscribe(_ => Changed?.Invoke());
        _sources.Add(new WatchedSource(type.QualifiedName, objects));
        return new(type, objects, objects.RunAsync(cancellationToken));
    }

    private Watched WatchGateways(string version, CancellationToken cancellationToken)
    {
        var type = GatewayTypes.Of(version);
        var objects = new Reflector<CustomObject>(_client, type, new() { AbsentMeansEmpty = true, Trim = GatewayTypes.Trim, MaxSilence = _sources.MaxAge }, _time, _logger);
        objects.Store.Subscribe(_ => OnGateways());
        _sources.Add(new WatchedSource(type.QualifiedName, objects));
        return new(type, objects, objects.RunAsync(cancellationToken), IsGateway: true);
    }

    private void OnGateways()
    {
        GatewaysChanged?.Invoke();
        Changed?.Invoke();
    }

    private static bool IsForbidden(ReflectorHealth health) => health.LastError is KubernetesApiException { StatusCode: Forbidden };

    private static CustomResourceDefinition Trimmed(CustomResourceDefinition definition) => definition with
    {
        Metadata = new() { Name = definition.Metadata.Name, Uid = definition.Metadata.Uid, ResourceVersion = definition.Metadata.ResourceVersion },
    };

    private sealed record Watched(ResourceType<CustomObject> Kind, Reflector<CustomObject> Objects, Task Running, bool IsGateway = false);
}
