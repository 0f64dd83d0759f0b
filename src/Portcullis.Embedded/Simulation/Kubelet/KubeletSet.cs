using Portcullis.Embedded.Objects;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>The stand-ins for the kubelets of all nodes. Not thread-safe.</summary>
internal sealed class KubeletSet(ClusterObjects objects, EventRecorder events, PodIndex pods, SimulationClock clock, SimulationOptions options)
{
    private const string Component = "kubelet";

    private readonly Dictionary<string, KubeletNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PodSlot> _slots = [];
    private readonly DueQueue<string> _due = new();

    public DateTimeOffset? Due => _due.Next;

    public void OnNode(Node node)
    {
        if (!_nodes.TryGetValue(node.Metadata.Name!, out var known))
        {
            if (node.Spec?.PodCIDR is null || node.Status?.Addresses is null)
            {
                return;
            }

            _nodes.Add(node.Metadata.Name!, known = new KubeletNode(node) { IsReady = false });
        }

        known.Observe(node);
        var wasReady = known.IsReady;
        known.IsReady = NodeConditions.IsReady(node);
        if (known.IsReady == wasReady)
        {
            return;
        }

        foreach (var pod in pods.On(known.Name))
        {
            Observe(pod);
            if (known.IsReady && _slots.TryGetValue(pod.Metadata.Uid!, out var slot) && slot.Machine is not null)
            {
                Report(pod.Metadata.Uid!, slot);
            }
        }
    }

    public void OnNodeRemoved(string name)
    {
        _nodes.Remove(name);
        foreach (var pod in pods.On(name))
        {
            _due.Set(pod.Metadata.Uid!, null);
        }
    }

    public void OnPod(Pod pod) => Observe(pod);

    public void OnPodRemoved(Pod pod)
    {
        var uid = pod.Metadata.Uid!;
        _due.Set(uid, null);
        if (_slots.Remove(uid, out var slot) && slot.Machine is { } machine && _nodes.TryGetValue(slot.Node, out var node))
        {
            node.ReturnAddresses(machine.Addresses);
        }
    }

    /// <summary>Moves every pod on that is due.</summary>
    public void Run(DateTimeOffset now)
    {
        while (_due.TryTake(now, out var uid))
        {
            if (_slots.TryGetValue(uid, out var slot) && slot.Machine is { } machine && _nodes.TryGetValue(slot.Node, out var node) && node.IsReady)
            {
                machine.Advance(now);
                Report(uid, slot);
            }
        }
    }

    private void Observe(Pod pod)
    {
        var uid = pod.Metadata.Uid!;
        if (pod.Spec?.NodeName is not { Length: > 0 } name || !_nodes.TryGetValue(name, out var node))
        {
            return;
        }

        if (!_slots.TryGetValue(uid, out var slot))
        {
            _slots.Add(uid, slot = new PodSlot(name));
        }

        if (!node.IsReady)
        {
            _due.Set(uid, null);
            return;
        }

        if (pod.Metadata.DeletionTimestamp is not null)
        {
            Stop(pod, slot);
        }
        else if (slot.Machine is null && pod.Status?.Phase is not ("Succeeded" or "Failed"))
        {
            slot.Machine = new PodMachine(pod, node.Addresses, node.TakeAddresses, container => ConfigFault.Of(objects, pod, container), node.Network, options, clock.Now);
            Report(uid, slot);
        }
        else if (slot.Machine is not null)
        {
            _due.Set(uid, slot.Machine.Due);
        }
    }

    private void Stop(Pod pod, PodSlot slot)
    {
        var uid = pod.Metadata.Uid!;
        if (slot.Machine is null)
        {
            // It was deleted before anything of it was made.
            Remove(pod);
            return;
        }

        var grace = pod.Metadata.DeletionGracePeriodSeconds ?? 0;
        if (slot.StopSeconds is null || grace < slot.StopSeconds)
        {
            slot.StopSeconds = grace;
            slot.Machine.Stop(clock.Now, TimeSpan.FromSeconds(grace));
        }

        Report(uid, slot);
    }

    /// <summary>Writes what became of the pod, and removes it when it was to be deleted and has ended.</summary>
    private void Report(string uid, PodSlot slot)
    {
        var machine = slot.Machine!;
        if (pods.Find(uid) is not { } pod)
        {
            return;
        }

        var (scope, name) = (pod.Metadata.Namespace!, pod.Metadata.Name!);
        var now = clock.Now;
        objects.UpdateStatus(
            ResourceTypes.Pods,
            scope,
            name,
            current => current.Metadata.Uid == uid ? current with { Status = machine.Status(current.Status, now) } : null,
            Component);
        foreach (var occurrence in machine.TakeOccurrences())
        {
            events.Record(pod, "Pod", occurrence, Component, slot.Node);
        }

        _due.Set(uid, machine.Due);
        if (machine.HasEnded && (slot.StopSeconds is not null || pod.Metadata.DeletionTimestamp is not null))
        {
            Remove(pod);
        }
    }

    private void Remove(Pod pod) => objects.Delete(ResourceTypes.Pods, pod.Metadata.Namespace!, pod.Metadata.Name!, pod.Metadata.Uid, graceSeconds: 0);
}
