using System.Text.Json;
using Portcullis.Embedded.Api;
using Portcullis.Embedded.Objects;
using Portcullis.Embedded.Simulation.Kubelet;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Scheduling;

/// <summary>Pods that wait for a node; those that found none are tried again when something was freed. Not thread-safe.</summary>
internal sealed class SchedulingQueue(ClusterObjects objects, EventRecorder events, PodIndex pods, SimulationClock clock)
{
    private const string Component = "default-scheduler";

    private readonly Dictionary<string, NodeLedger> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _refused = [];
    private readonly List<string> _fresh = [];
    private bool _retry;

    public void OnNode(Node node)
    {
        _retry = true;
        if (_nodes.TryGetValue(node.Metadata.Name!, out var ledger))
        {
            ledger.Update(node);
            return;
        }

        _nodes.Add(node.Metadata.Name!, ledger = new NodeLedger(node));
        foreach (var pod in pods.On(ledger.Name).Where(p => !IsTerminal(p)))
        {
            ledger.Add(pod);
        }
    }

    public void OnNodeRemoved(string name) => _retry |= _nodes.Remove(name);

    public void OnPod(Pod pod)
    {
        var uid = pod.Metadata.Uid!;
        if (pod.Spec?.NodeName is { Length: > 0 } node)
        {
            _refused.Remove(uid);
            if (IsTerminal(pod))
            {
                Release(uid, node);
            }
            else if (_nodes.TryGetValue(node, out var ledger))
            {
                ledger.Add(pod);
            }
        }
        else if (IsOurs(pod) && !_refused.ContainsKey(uid))
        {
            _fresh.Add(uid);
        }
    }

    public void OnPodRemoved(Pod pod)
    {
        _refused.Remove(pod.Metadata.Uid!);
        Release(pod.Metadata.Uid!, pod.Spec?.NodeName ?? "");
    }

    /// <summary>Places every pod that can be placed now.</summary>
    public void Run()
    {
        if (_retry && _refused.Count > 0)
        {
            _fresh.AddRange(_refused.Keys);
        }

        _retry = false;
        if (_fresh.Count == 0)
        {
            return;
        }

        var waiting = _fresh.Distinct().Select(pods.Find).OfType<Pod>().Where(IsOurs).OrderBy(p => p.Metadata.CreationTimestamp).ToList();
        _fresh.Clear();
        foreach (var pod in waiting)
        {
            Place(pod);
        }
    }

    private void Place(Pod pod)
    {
        switch (Scheduler.Place(pod, _nodes.Values))
        {
            case Placement.Chosen chosen:
                Bind(pod, chosen.Node);
                break;
            case Placement.Unschedulable unschedulable:
                Refuse(pod, unschedulable.Message);
                break;
        }
    }

    private void Bind(Pod pod, string node)
    {
        try
        {
            var bound = objects.Bind(pod.Metadata.Namespace!, pod.Metadata.Name!, node);
            _refused.Remove(pod.Metadata.Uid!);
            _nodes[node].Add(bound);
            events.Record(bound, "Pod", PodOccurrence.Normal("Scheduled", $"Successfully assigned {pod.Metadata.Namespace}/{pod.Metadata.Name} to {node}"), Component);
        }
        catch (ApiException)
        {
            // Gone, being deleted, or bound by someone else: the watch will say.
        }
    }

    private void Refuse(Pod pod, string message)
    {
        var told = _refused.GetValueOrDefault(pod.Metadata.Uid!);
        _refused[pod.Metadata.Uid!] = message;
        if (told == message)
        {
            return;
        }

        var refused = PodConditions.Of("PodScheduled", false, "Unschedulable", message);
        objects.UpdateStatus(
            ResourceTypes.Pods,
            pod.Metadata.Namespace!,
            pod.Metadata.Name!,
            current => current.Metadata.Uid != pod.Metadata.Uid || !string.IsNullOrEmpty(current.Spec?.NodeName) ? null : current with
            {
                Status = (current.Status ?? new PodStatus()) with { Conditions = PodConditions.Merge(current.Status?.Conditions, [refused], clock.Now) },
            },
            Component);
        events.Record(pod, "Pod", PodOccurrence.Warning("FailedScheduling", message), Component);
    }

    private void Release(string uid, string node) => _retry |= _nodes.TryGetValue(node, out var ledger) && ledger.Remove(uid);

    private static bool IsTerminal(Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";

    private static bool IsOurs(Pod pod) =>
        string.IsNullOrEmpty(pod.Spec?.NodeName)
        && pod.Metadata.DeletionTimestamp is null
        && !IsTerminal(pod)
        && pod.Spec?.SchedulerName is null or Component
        && !(pod.Spec?.SchedulingGates is { ValueKind: JsonValueKind.Array } gates && gates.GetArrayLength() > 0);
}
