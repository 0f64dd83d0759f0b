using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Isolation.Airlock;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Live;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>
/// Keeps feeling what the walls should stop: on each node that stacks may come to, as each kind of stack, again and
/// again, and soon after something changed. Thread-safe.
/// </summary>
/// <remarks>
/// Every replica runs one. Their Pods have the same names, so that of two one finds a conflict and leaves that node
/// alone; each reads what the others' Pods felt, and counts a node as patrolled that another has just patrolled.
/// </remarks>
internal sealed partial class Patrol : IDisposable
{
    private const int AtOnce = 4;

    private readonly ClusterStores _cluster;
    private readonly IsolationStores _isolation;
    private readonly StackSettings _stacks;
    private readonly IsolationSettings _settings;
    private readonly StackRemover _remover;
    private readonly TimeProvider _time;
    private readonly ILogger<Patrol> _logger;
    private readonly PatrolSchedule _schedule;
    private readonly PatrolPods _pods;
    private readonly PatrolStep _step;
    private readonly PatrolLog _log = new();
    private readonly PatrolLeftovers _leftovers;
    private readonly long _started;
    private readonly bool _stacksMayPing;
    private readonly List<IDisposable> _subscriptions;
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<Pod> _othersPods = Channel.CreateBounded<Pod>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });

    // By node: when the last step ended, and the first change since it began.
    private readonly ConcurrentDictionary<string, TimeSpan> _ended = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _changed = new(StringComparer.Ordinal);
    private int _rounds;

    public Patrol(
        KubernetesClient client,
        ClusterStores cluster,
        IsolationStores isolation,
        StackRemover remover,
        StackSettings stacks,
        IsolationSettings settings,
        Func<IPEndPoint, CancellationToken, Task<bool>>? connect,
        TimeProvider time,
        ILogger<Patrol> logger)
    {
        (_cluster, _isolation, _remover, _stacks, _settings, _time, _logger) = (cluster, isolation, remover, stacks, settings, time, logger);
        _started = time.GetTimestamp();
        _stacksMayPing = stacks.Profiles.Values.Any(profile => profile.Ping || profile.Capabilities.Contains("NET_RAW") || profile.Capabilities.Contains("ALL"));
        _schedule = new(settings.PatrolInterval);
        _pods = new(stacks, settings, Guid.NewGuid().ToString("N"));
        _step = new(client, cluster.Pods, remover, _pods, new PatrolProbe(connect, time), _log, Now, time);
        _leftovers = new(cluster.Pods, Uptime);
        _log.Changed += RaiseChanged;
        _subscriptions =
        [
            _leftovers,
            cluster.Pods.Subscribe(OnPod),
            cluster.Nodes.Subscribe(OnNode),
            isolation.Policies.Subscribe(OnPolicy),
        ];
    }

    /// <summary>Says that <see cref="Evidence"/> may tell otherwise now; called outside any lock, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Whether something was felt open that stacks themselves could use. Cheap: every create asks.</summary>
    public bool StopsCreates => _log.Stands.Any(stand => stand.Openings.Exists(opening => PatrolFindings.IsOfUse(opening, _stacksMayPing)));

    /// <summary>What there is to go by, as of now.</summary>
    public PatrolEvidence Evidence()
    {
        var picture = Picture();
        return new()
        {
            Interval = _settings.PatrolInterval,
            Nodes = [.. picture.Posts.Select(node => (node.Metadata.Name!, picture.Families(node)))],
            Stands = _log.Stands,
            Failures = _log.Failures,
            StacksMayPing = _stacksMayPing,
            Now = Uptime(),
        };
    }

    /// <summary>Forgets what was felt: another cluster answers now.</summary>
    public void Forget()
    {
        _log.Forget();
        _ended.Clear();
        Wake();
    }

    /// <summary>Patrols until cancelled. The stores must be synced.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(PatrolAsync(cancellationToken), ReadOthersAsync(cancellationToken));

    public void Dispose()
    {
        _log.Changed -= RaiseChanged;
        _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    private async Task PatrolAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Before anything is looked at: what comes in the meantime is looked at the next time.
            _woken.Reader.TryRead(out _);
            var picture = Picture();
            _log.Keep(picture.Posts.Select(node => node.Metadata.Name!).ToHashSet(StringComparer.Ordinal));
            var due = picture.Posts.Where(node => Next(node.Metadata.Name!) <= Uptime()).ToList();
            if (due.Count > 0)
            {
                var round = _rounds++;
                await Parallel.ForEachAsync(
                    due,
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                    async (node, cancel) => await StepAsync(picture, node, round, cancel));
            }

            await SweepAsync(cancellationToken);
            await SleepAsync(Picture().Posts.Select(node => Next(node.Metadata.Name!)).Append(_leftovers.Next ?? TimeSpan.MaxValue).Min(), cancellationToken);
        }
    }

    private async Task StepAsync(PatrolPicture picture, Node node, int round, CancellationToken cancellationToken)
    {
        var name = node.Metadata.Name!;
        _changed.TryRemove(name, out _);
        var before = OpenAt(name);
        var failure = await _step.RunAsync(picture, node, round, cancellationToken);
        _ended[name] = Uptime();
        foreach (var opening in OpenAt(name).Except(before, StringComparer.Ordinal))
        {
            Log.Open(_logger, name, opening);
        }

        if (failure is not null && _log.Failures.GetValueOrDefault(name) != failure)
        {
            Log.Failed(_logger, name, failure);
        }

        _log.Tell(name, failure);
    }

    private List<string> OpenAt(string node) => [.. _log.Stands.Where(stand => stand.Node == node).SelectMany(stand => stand.Openings).Select(opening => $"{opening.Target}").Distinct()];

    private TimeSpan Next(string node)
    {
        var stands = _log.Stands.Where(stand => stand.Node == node).ToList();
        var isUrgent = _log.Failures.ContainsKey(node) || stands.Exists(stand => stand.Openings.Count > 0 || stand.Problem is not null);

        // The older of the two kinds: one that another replica has just patrolled counts.
        TimeSpan? felt = stands.Count == Newcomers.Egresses.Count ? stands.Min(stand => stand.Ended.Uptime) : null;
        TimeSpan? ended = _ended.TryGetValue(node, out var own) ? own : null;
        var last = felt is { } one && ended is { } two ? (one > two ? one : two) : felt ?? ended;
        return _schedule.Next(last, isUrgent, _changed.TryGetValue(node, out var change) ? change : null);
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var pod in _leftovers.Due())
        {
            try
            {
                await _remover.RemovePodAsync(pod, cancellationToken);
                Log.Swept(_logger, pod.Metadata.Name ?? "");
            }
            catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException)
            {
                Log.NotSwept(_logger, pod.Metadata.Name ?? "", error.Message);
            }

            // Until it is seen to be gone.
            _leftovers.Postpone(pod);
        }
    }

    private async Task SleepAsync(TimeSpan until, CancellationToken cancellationToken)
    {
        var left = until == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : until - Uptime();
        if (left != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero)
        {
            return;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var woken = _woken.Reader.WaitToReadAsync(enough.Token).AsTask();
        var over = Task.Delay(left, _time, enough.Token);
        await Task.WhenAny(woken, over);
        await enough.CancelAsync();
        await Task.WhenAll(woken, over).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task ReadOthersAsync(CancellationToken cancellationToken)
    {
        await foreach (var pod in _othersPods.Reader.ReadAllAsync(cancellationToken))
        {
            await _step.ReadAsync(pod, cancellationToken);
        }
    }

    private void OnPod(StoreChange<Pod> change)
    {
        var (before, after) = change.Sides();
        if (after is null || !PatrolPods.IsPatrol(after.Metadata))
        {
            return;
        }

        if (!_pods.IsOwn(after.Metadata) && PodConditions.IsFinished(after) && (before is null || before.Metadata.Uid != after.Metadata.Uid || !PodConditions.IsFinished(before)))
        {
            _othersPods.Writer.TryWrite(after);
        }

        if (before is null || before.Metadata.Uid != after.Metadata.Uid || PodConditions.IsFinished(after) != PodConditions.IsFinished(before))
        {
            Wake();
        }
    }

    private void OnNode(StoreChange<Node> change)
    {
        var (before, after) = change.Sides();
        if (Facts(before) != Facts(after))
        {
            OnChange();
        }
    }

    // Specifications alone: what tells them apart is their generation, where the API server counts it.
    private void OnPolicy(StoreChange<NetworkPolicy> change)
    {
        var (before, after) = change.Sides();
        if (before is null || after is null || before.Metadata.Uid != after.Metadata.Uid || after.Metadata.Generation is null || before.Metadata.Generation != after.Metadata.Generation)
        {
            OnChange();
        }
    }

    private void OnChange()
    {
        var now = Uptime();
        foreach (var node in _cluster.Nodes.Snapshot().Objects.Keys)
        {
            _changed.TryAdd(node.Name, now);
        }

        Wake();
    }

    // What of a node changes whom patrols reach: reports of its kubelet come all the time.
    private string Facts(Node? node) => node is null ? "" : string.Join(
        ' ',
        [
            $"{node.Metadata.Uid} {PodFamilies.IsForStacks(node, _stacks)} {node.Spec?.Unschedulable == true} {node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready")?.Status}",
            .. (node.Status?.Addresses ?? []).Select(entry => entry.Address),
        ]);

    private PatrolPicture Picture() => new()
    {
        Stacks = _stacks,
        Settings = _settings,
        Nodes = [.. _cluster.Nodes.Snapshot().Objects.Values.OrderBy(node => node.Metadata.Name, StringComparer.Ordinal)],
        Services = _cluster.Services.Snapshot().Objects.Values,
        StackPods = _cluster.Pods.Snapshot().Objects.Values,
        OtherPods = _isolation.OtherPods.Snapshot().Objects.Values,
        ApiServer = _isolation.ApiServer.Now,
    };

    private PatrolMoment Now() => new(_time.GetUtcNow(), Uptime());

    private TimeSpan Uptime() => _time.GetElapsedTime(_started);

    private void Wake() => _woken.Writer.TryWrite(true);

    private void RaiseChanged() => Changed?.Invoke();

    private static partial class Log
    {
        [LoggerMessage(3604, LogLevel.Error, "what policies forbid passes: from node {Node}, a patrol under the walls of stacks got an answer from {Target}")]
        public static partial void Open(ILogger logger, string node, string target);

        [LoggerMessage(3601, LogLevel.Warning, "node {Node} could not be patrolled: {Reason}")]
        public static partial void Failed(ILogger logger, string node, string reason);

        [LoggerMessage(3602, LogLevel.Information, "took away {Pod}, which a patrol had left behind")]
        public static partial void Swept(ILogger logger, string pod);

        [LoggerMessage(3603, LogLevel.Warning, "{Pod}, which a patrol left behind, could not be taken away: {Reason}")]
        public static partial void NotSwept(ILogger logger, string pod, string reason);
    }
}
