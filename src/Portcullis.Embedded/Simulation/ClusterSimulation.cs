using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Simulation.Kubelet;
using Portcullis.Embedded.Simulation.Scheduling;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation;

/// <summary>The scheduler, the kubelets and the node controllers of a cluster: one loop that is told of changes and of time.</summary>
/// <remarks>
/// All state belongs to the loop and needs no lock; one timer, set to the earliest due time, serves every pod. What
/// the loop writes comes back to it as changes, as it would to the real components.
/// </remarks>
internal sealed partial class ClusterSimulation : IAsyncDisposable
{
    private readonly ClusterObjects _objects;
    private readonly SimulatedNodes _nodes;
    private readonly SimulationClock _clock;
    private readonly EventRecorder _events;
    private readonly SchedulingQueue _scheduling;
    private readonly KubeletSet _kubelets;
    private readonly NodeLifecycle _lifecycle;
    private readonly PodIndex _pods = new();
    private readonly ILogger<ClusterSimulation> _logger;
    private readonly Channel<Action> _inbox = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public ClusterSimulation(ClusterObjects objects, SimulatedNodes nodes, SimulationOptions options, SimulationClock clock, ILogger<ClusterSimulation> logger)
    {
        _objects = objects;
        _nodes = nodes;
        _clock = clock;
        _logger = logger;
        _events = new EventRecorder(objects, clock, options.EventLifetime);
        _scheduling = new SchedulingQueue(objects, _events, _pods, clock);
        _kubelets = new KubeletSet(objects, _events, _pods, clock, options);
        _lifecycle = new NodeLifecycle(objects, _events, _pods, clock, options);
    }

    public void Start() => _running = Task.WhenAll(RunAsync(), FollowNodesAsync(), FollowPodsAsync());

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task FollowNodesAsync()
    {
        await foreach (var change in _objects.WatchAsync(ResourceTypes.Nodes, _stopping.Token).ConfigureAwait(false))
        {
            _inbox.Writer.TryWrite(() => Observe(change));
        }
    }

    private async Task FollowPodsAsync()
    {
        await foreach (var change in _objects.WatchAsync(ResourceTypes.Pods, _stopping.Token).ConfigureAwait(false))
        {
            _inbox.Writer.TryWrite(() => Observe(change));
        }
    }

    private async Task RunAsync()
    {
        await using var timer = _clock.CreateTimer(() => _inbox.Writer.TryWrite(static () => { }));
        while (await _inbox.Reader.WaitToReadAsync(_stopping.Token).ConfigureAwait(false))
        {
            while (_inbox.Reader.TryRead(out var input))
            {
                Guarded(input);
            }

            Guarded(RunDue);
            Arm(timer);
        }
    }

    private void RunDue()
    {
        var now = _clock.Now;
        _lifecycle.Run(now);
        _kubelets.Run(now);
        _scheduling.Run();
        _events.RemoveOld(now);
    }

    private void Arm(ITimer timer)
    {
        var next = new[] { _lifecycle.Due, _kubelets.Due, _events.Due }.Min();
        var wait = next is { } due ? due - _clock.Now : Timeout.InfiniteTimeSpan;

        // Rounded up: a timer that fires a moment early would only be set again.
        timer.Change(next is null ? wait : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    private void Observe(ObjectChange<Node> change)
    {
        if (change.Current is { } node)
        {
            _nodes.Register(node);
            _scheduling.OnNode(node);
            _kubelets.OnNode(node);
            _lifecycle.OnNode(node);
        }
        else
        {
            _scheduling.OnNodeRemoved(change.Subject.Metadata.Name!);
            _kubelets.OnNodeRemoved(change.Subject.Metadata.Name!);
            _lifecycle.OnNodeRemoved(change.Subject);
        }
    }

    private void Observe(ObjectChange<Pod> change)
    {
        if (change.Current is { } pod)
        {
            _pods.Set(pod);
            _scheduling.OnPod(pod);
            _kubelets.OnPod(pod);
            _lifecycle.OnPod(pod);
        }
        else
        {
            _scheduling.OnPodRemoved(change.Subject);
            _kubelets.OnPodRemoved(change.Subject);
            _lifecycle.OnPodRemoved(change.Subject);
            _pods.Remove(change.Subject.Metadata.Uid!);
        }
    }

    /// <summary>One object that cannot be written must not stop the cluster.</summary>
    private void Guarded(Action step)
    {
        try
        {
            step();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.Fault(_logger, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5200, Level = LogLevel.Error, Message = "A step of the simulated cluster failed")]
        public static partial void Fault(ILogger logger, Exception fault);
    }
}
