using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Simulation.Kubelet;
using Portcullis.Embedded.Simulation.Scheduling;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation;

/// <summary>What the cluster does about nodes that fall silent or go away. Not thread-safe.</summary>
/// <remarks>
/// A silent node's pods are marked not ready at once, and deleted when their toleration ends; they stay
/// <c>Terminating</c> until the node is back. The pods of a removed node are removed after a while.
/// </remarks>
internal sealed class NodeLifecycle(ClusterObjects objects, EventRecorder events, PodIndex pods, SimulationClock clock, SimulationOptions options)
{
    private const string Component = "node-controller";

    private readonly Dictionary<string, bool> _ready = new(StringComparer.Ordinal);
    private readonly DueQueue<string> _evictions = new();
    private readonly DueQueue<string> _garbage = new();

    public DateTimeOffset? Due => (_evictions.Next, _garbage.Next) switch
    {
        ({ } a, { } b) => a < b ? a : b,
        var (a, b) => a ?? b,
    };

    public void OnNode(Node node)
    {
        var name = node.Metadata.Name!;
        var ready = NodeConditions.IsReady(node);
        if (_ready.TryGetValue(name, out var wasReady) && wasReady && !ready)
        {
            FellSilent(node);
        }
        else if (ready && !wasReady)
        {
            events.Record(node, "Node", PodOccurrence.Normal("NodeReady", $"Node {name} status is now: NodeReady"), "kubelet", name);
            foreach (var pod in pods.On(name))
            {
                _evictions.Set(pod.Metadata.Uid!, null);
                _garbage.Set(pod.Metadata.Uid!, null);
            }
        }

        _ready[name] = ready;
    }

    public void OnNodeRemoved(Node node)
    {
        var name = node.Metadata.Name!;
        _ready.Remove(name);
        events.Record(node, "Node", PodOccurrence.Normal("RemovingNode", $"Node {name} event: Removing Node {name} from Controller"), Component);
        foreach (var pod in pods.On(name))
        {
            _evictions.Set(pod.Metadata.Uid!, null);
            _garbage.Set(pod.Metadata.Uid!, clock.Now + options.PodGarbageDelay);
        }
    }

    /// <summary>A pod that names a node which is not there is garbage too.</summary>
    public void OnPod(Pod pod)
    {
        if (pod.Spec?.NodeName is { Length: > 0 } node && !_ready.ContainsKey(node) && !_garbage.Contains(pod.Metadata.Uid!))
        {
            _garbage.Set(pod.Metadata.Uid!, clock.Now + options.PodGarbageDelay);
        }
    }

    public void OnPodRemoved(Pod pod)
    {
        _evictions.Set(pod.Metadata.Uid!, null);
        _garbage.Set(pod.Metadata.Uid!, null);
    }

    public void Run(DateTimeOffset now)
    {
        while (_evictions.TryTake(now, out var uid))
        {
            if (pods.Find(uid) is { Metadata.DeletionTimestamp: null } pod)
            {
                events.Record(pod, "Pod", PodOccurrence.Normal("TaintManagerEviction", $"Marking for deletion Pod {pod.Metadata.Namespace}/{pod.Metadata.Name}"), "taint-eviction-controller");
                objects.Delete(ResourceTypes.Pods, pod.Metadata.Namespace!, pod.Metadata.Name!, uid);
            }
        }

        while (_garbage.TryTake(now, out var uid))
        {
            if (pods.Find(uid) is { } pod)
            {
                Fail(pod, now);
                objects.Delete(ResourceTypes.Pods, pod.Metadata.Namespace!, pod.Metadata.Name!, uid, graceSeconds: 0);
            }
        }
    }

    private void FellSilent(Node node)
    {
        var name = node.Metadata.Name!;
        events.Record(node, "Node", PodOccurrence.Normal("NodeNotReady", $"Node {name} status is now: NodeNotReady"), Component);
        var taint = new Taint { Key = NodeConditions.UnreachableKey, Effect = "NoExecute" };
        foreach (var pod in pods.On(name))
        {
            // Before anything of it shows: whoever sees it may move the clock.
            if (Tolerations.Stay(pod.Spec!, taint) is { } stay)
            {
                _evictions.Set(pod.Metadata.Uid!, clock.Now + stay);
            }

            Update(pod, status => status with { Conditions = PodConditions.Merge(status.Conditions, NotReady(status), clock.Now) });
            events.Record(pod, "Pod", PodOccurrence.Warning("NodeNotReady", "Node is not ready"), Component);
        }
    }

    private static IEnumerable<PodCondition> NotReady(PodStatus status) =>
        (status.Conditions ?? []).Where(c => c.Type == "Ready").Select(c => c with { Status = "False" });

    private void Fail(Pod pod, DateTimeOffset now)
    {
        if (pod.Status?.Phase is "Succeeded" or "Failed")
        {
            return;
        }

        var disrupted = PodConditions.Of("DisruptionTarget", true, "DeletionByPodGC", "PodGC: node no longer exists");
        Update(pod, status => status with { Phase = "Failed", Conditions = PodConditions.Merge(status.Conditions, [disrupted], now) });
    }

    private void Update(Pod pod, Func<PodStatus, PodStatus> change) => objects.UpdateStatus(
        ResourceTypes.Pods,
        pod.Metadata.Namespace!,
        pod.Metadata.Name!,
        current => current.Metadata.Uid == pod.Metadata.Uid ? current with { Status = change(current.Status ?? new PodStatus()) } : null,
        Component);
}
