using Microsoft.Extensions.Logging;
using Portcullis.Client;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>
/// Watches for objects that a network plug-in heeds before or beside NetworkPolicies: first for the kinds, which plug-ins
/// add to the API, then for objects of those kinds that there are.
/// </summary>
internal sealed class OverridingWatch : IDisposable
{
    private const int Forbidden = 403;

    // Only clusters that cannot have added kinds at all, such as the embedded one, are without the resource.
    private static readonly TimeSpan RarelyAsked = TimeSpan.FromMinutes(10);

    // What is refused changes no store, and so has to be looked at.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly KubernetesClient _client;
    private readonly StackSettings _stacks;
    private readonly SourceSet _sources;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Reflector<CustomResourceDefinition> _kinds;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Watched> _watched = new(StringComparer.Ordinal);
    private readonly IDisposable _subscription;
    private volatile bool _started;

    public OverridingWatch(KubernetesClient client, StackSettings stacks, SourceSet sources, TimeProvider time, ILogger logger)
    {
        (_client, _stacks, _sources, _time, _logger) = (client, stacks, sources, time, logger);
        _kinds = new(client, ResourceTypes.CustomResourceDefinitions, new() { AbsentMeansEmpty = true, AbsentRetry = RarelyAsked, Trim = Trimmed, MaxSilence = sources.MaxAge }, time, logger);
        _subscription = _kinds.Store.Subscribe(_ => Changed?.Invoke());
        sources.Add(new WatchedSource("custom resource definitions", _kinds));
    }

    /// <summary>Something may be other than it was; ask <see cref="Now"/>.</summary>
    public event Action? Changed;

    /// <summary>What is known now.</summary>
    public OverridingObjects Now()
    {
        if (!_kinds.Store.HasSynced)
        {
            return _started && IsForbidden(_kinds.Health)
                ? new([], ["whether the cluster has kinds that override network policies may not be seen: let the service list and watch customresourcedefinitions"])
                : OverridingObjects.NotLookedFor;
        }

        List<string> found = [];
        List<string> unseen = [];
        foreach (var (kind, objects, _) in Kinds())
        {
            found.AddRange(objects.Store.Snapshot().Objects.Keys.Where(name => OverridingKinds.Concerns(kind, name, _stacks.Namespace)).Select(name => $"{kind.Kind} {name}"));
            if (!objects.Store.HasSynced)
            {
                unseen.Add(IsForbidden(objects.Health)
                    ? $"whether there are {kind}, which can override network policies, may not be seen: let the service list and watch them"
                    : $"whether there are {kind}, which can override network policies, is not known yet");
            }
        }

        return new([.. found.Order(StringComparer.Ordinal)], unseen);
    }

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _started = true;
        using var look = _time.CreateTimer(_ => LookForRefusals(), null, Look, Look);
        var kinds = _kinds.RunAsync(cancellationToken);
        using var follow = _kinds.Store.Subscribe(_ => Follow(cancellationToken));
        Follow(cancellationToken);
        await kinds;
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
            if (definition.Spec is not { Group: { } group, Names.Kind: { } name, Versions: { } versions }
                || OverridingKinds.Find(group, name) is not { } kind
                || versions.FirstOrDefault(version => version.Served == true)?.Name is not { } served)
            {
                continue;
            }

            lock (_lock)
            {
                if (!_watched.ContainsKey($"{kind}/{served}"))
                {
                    _watched.Add($"{kind}/{served}", Watch(kind, served, cancellationToken));
                }
            }
        }
    }

    private Watched Watch(OverridingKind kind, string version, CancellationToken cancellationToken)
    {
        var type = kind.Types.First() with { Version = version };
        var objects = new Reflector<Namespace>(_client, type, new() { Namespace = kind.IsNamespaced ? _stacks.Namespace : null, AbsentMeansEmpty = true, Trim = StoreTrim.Of, MaxSilence = _sources.MaxAge }, _time, _logger);
        objects.Store.Subscribe(_ => Changed?.Invoke());
        _sources.Add(new WatchedSource(kind.ToString(), objects));
        return new(kind, objects, objects.RunAsync(cancellationToken));
    }

    private static bool IsForbidden(ReflectorHealth health) => health.LastError is KubernetesApiException { StatusCode: Forbidden };

    private static CustomResourceDefinition Trimmed(CustomResourceDefinition definition) => definition with
    {
        Metadata = new() { Name = definition.Metadata.Name, Uid = definition.Metadata.Uid, ResourceVersion = definition.Metadata.ResourceVersion },
    };

    private sealed record Watched(OverridingKind Kind, Reflector<Namespace> Objects, Task Running);
}
