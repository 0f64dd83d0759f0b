using System.Net;
using Microsoft.Extensions.Logging;
using Portcullis.Client.Requests;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Patrolling;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>Walls and guard of a living cluster, put together: what keeps stacks apart, and what can be said of it.</summary>
public sealed class StackIsolation : IDisposable
{
    private readonly ClusterStores _cluster;
    private readonly IsolationStores _stores;
    private readonly OverridingWatch _overriding;
    private readonly StackSettings _stacks;
    private readonly AirlockWatch _airlocks;
    private readonly Patrol? _patrol;
    private readonly WallsWatch _felt;
    private readonly WallKeeper? _walls;
    private readonly GuardKeeper? _guard;
    private readonly VerdictEvents? _events;
    private readonly SourceSet _sources;
    private readonly AddressReader _addresses;
    private readonly ClusterIdentity _identity;
    private long _breaks;

    internal StackIsolation(
        KubernetesClient client,
        ClusterStores cluster,
        StackRemover remover,
        StackSettings stacks,
        IsolationSettings settings,
        Func<IPEndPoint, CancellationToken, Task<bool>>? connect,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        (_cluster, _stacks, Settings) = (cluster, stacks, settings);
        var logger = loggers.CreateLogger<IsolationStores>();
        _stores = new(client, stacks, settings.MaxAge, time, logger);
        _sources = new(time, settings.MaxAge);
        _sources.Add([.. cluster.Sources.Sources, .. _stores.Sources]);
        _overriding = new(client, _sources, time, logger);
        _identity = new(_stores.Namespaces, ForgetFelt, logger);
        var addresses = _addresses = new AddressReader(client, cluster, _stores, _overriding, stacks, settings);
        _sources.ContinuityChanged += OnContinuity;
        _airlocks = new(cluster.Pods, cluster.Services, _stores.ApiServer, cluster.Nodes, stacks, settings, connect, time);
        Airlock = new(settings, _airlocks.Targets);
        if (settings.Mode != IsolationMode.Off && settings.PatrolInterval > TimeSpan.Zero)
        {
            _patrol = new(client, cluster, _stores, remover, stacks, settings, connect, time, loggers.CreateLogger<Patrol>());
        }

        _felt = new(_airlocks, _patrol);
        Stop = new(this, _felt, settings);
        if (settings.ManageWalls)
        {
            _walls = new(client, cluster, _stores, addresses, stacks, settings, _airlocks.Gaps, time, loggers.CreateLogger<WallKeeper>());
        }

        if (settings.Mode != IsolationMode.Off)
        {
            _guard = new(cluster, _stores, addresses, _overriding, _sources, stacks, settings, time, loggers.CreateLogger<GuardKeeper>());
            _guard.Changed += OnJudged;
            _events = new(client, _guard, _felt, _stores, cluster, stacks, time, loggers.CreateLogger<VerdictEvents>());
        }
    }

    /// <summary>What the operator set.</summary>
    public IsolationSettings Settings { get; }

    /// <summary>The verdict now; null while nothing was judged, or nobody looks.</summary>
    public IsolationVerdict? Verdict => _guard?.Latest is not { } latest ? null : IsolationReport.Worst(Now(latest, _sources.Read(latest.Seen)));

    /// <summary>How current everything is that isolation is judged by, as of now.</summary>
    public Freshness Freshness => _sources.Read(_guard?.Latest?.Seen);

    internal bool HasGaps => Freshness.Gaps.Count > 0;

    internal IReadOnlyList<WatchedSource> Sources => _sources.Sources;

    internal IsolationStop Stop { get; }

    internal AirlockFitting Airlock { get; }

    /// <summary>What stacks still wait for, in words; empty once they can be made.</summary>
    public IReadOnlyList<string> WaitingFor() =>
        [.. _stores.ApiServer.HasSynced ? (string[])[] : ["endpoints"], .. _walls is { AreUp: false } ? (string[])["walls"] : [], .. MustProve && _guard!.Latest is null ? (string[])["isolation"] : []];

    /// <summary>The whole report; null while nothing was judged, or nobody looks.</summary>
    public IsolationReport? Report()
    {
        if (_guard?.Latest is not { } latest)
        {
            return null;
        }

        var freshness = _sources.Read(latest.Seen);
        return IsolationReport.Of(Now(latest, freshness), _guard.Inputs(), Settings.Mode, latest.At, latest.Took) with { FreshAsOf = freshness.AsOf, Sources = freshness.Sources };
    }

    // What was judged ages while nobody says anything: so it is held against the clock whenever it is read.
    private IReadOnlyList<IsolationStatement> Now(Judgement judgement, Freshness freshness) => StaleStatements.Of(GuardStatements.InOrder([.. judgement.Statements, _felt.Judge()]), freshness);

    internal IReadOnlyList<IsolationStatement> Statements() => _guard?.Latest?.Statements ?? [];

    /// <summary>Why what is known may not be how the cluster is; empty while it is fresh. A gap that is just being closed is waited for, silence is not.</summary>
    internal async Task<IReadOnlyList<string>> GapsAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (Freshness is { IsSilent: false, Gaps.Count: > 0 })
        {
            await _sources.WaitUntilAsync(() => Freshness.Gaps.Count == 0, patience, cancellationToken);
        }

        return Freshness.Gaps;
    }

    internal IReadOnlyList<IsolationStatement> Foresee(Pod pod) => _guard?.Foresee(pod) ?? [];

    internal bool HasIngressPolicy() => _stores.Policies.Snapshot().Objects.Values.Any(policy =>
        policy.Metadata.Namespace == _stacks.Namespace && (policy.Spec?.PolicyTypes is not { Count: > 0 } types || types.Contains("Ingress")));

    // Where nothing follows from the verdict, nobody waits for it.
    private bool MustProve => _guard is not null && Settings.Mode == IsolationMode.Enforce;

    internal Task WaitUntilReadyAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _stores.ApiServer.WaitForSyncAsync(cancellationToken),
        _walls?.WaitUntilUpAsync(cancellationToken) ?? Task.CompletedTask,
        MustProve ? _guard!.WaitUntilJudgedAsync(cancellationToken) : Task.CompletedTask);

    /// <summary>Starts the loops. None of them ends before it is cancelled, but by a fault.</summary>
    internal IReadOnlyList<Task> Start(CancellationToken cancellationToken) =>
    [
        _stores.RunAsync(_sources, cancellationToken),
        _overriding.RunAsync(cancellationToken),
        AfterAsync(_stores.WaitForAddressesAsync, _airlocks.RunAsync, cancellationToken),
        .. _walls is { } walls ? (Task[])[AfterAsync(_stores.WaitForAddressesAsync, walls.RunAsync, cancellationToken)] : [],
        .. _patrol is { } patrol ? (Task[])[AfterAsync(WaitForWallsAsync, patrol.RunAsync, cancellationToken)] : [],
        .. _guard is { } guard ? (Task[])[AfterAsync(WaitForWallsAsync, guard.RunAsync, cancellationToken), AfterAsync(_stores.WaitForSyncAsync, _events!.RunAsync, cancellationToken)] : [],
    ];

    // Where the walls are ours, what is judged before they stand is only that they do not.
    private Task WaitForWallsAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_stores.WaitForSyncAsync(cancellationToken), _walls?.WaitUntilUpAsync(cancellationToken) ?? Task.CompletedTask);

    private async Task AfterAsync(Func<CancellationToken, Task> wait, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_cluster.WaitForSyncAsync(cancellationToken), wait(cancellationToken));
            await run(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Ends the subscriptions to the stores.</summary>
    public void Dispose()
    {
        _events?.Dispose();
        _sources.ContinuityChanged -= OnContinuity;
        _guard?.Changed -= OnJudged;
        _guard?.Dispose();
        _walls?.Dispose();
        _felt.Dispose();
        _patrol?.Dispose();
        _airlocks.Dispose();
        _overriding.Dispose();
        _identity.Dispose();
        _sources.Dispose();
    }

    private void OnContinuity()
    {
        var breaks = _sources.Sources.Sum(source => source.Reflector.Health.Breaks);
        if (Interlocked.Exchange(ref _breaks, breaks) != breaks)
        {
            _addresses.Forget();
        }
    }

    // What was felt in one cluster says nothing of another.
    private void ForgetFelt()
    {
        _airlocks?.Forget();
        _patrol?.Forget();
    }

    private void OnJudged(Judgement? before, Judgement now) => _sources.Pulse();
}
