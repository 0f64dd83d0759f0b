using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <content>The status that the kubelet reports.</content>
internal sealed partial class PodMachine
{
    private const string DeadlineMessage = "Pod was active on the node longer than the specified deadline";

    /// <param name="before">The status that stands; its scheduling condition and times of unchanged conditions are kept.</param>
    /// <param name="now">The time.</param>
    public PodStatus Status(PodStatus? before, DateTimeOffset now)
    {
        var phase = Phase();
        var terminal = phase is "Succeeded" or "Failed";
        return (before ?? new PodStatus()) with
        {
            Phase = phase,
            Reason = terminal ? _endReason : null,
            Message = terminal && _endReason is not null ? DeadlineMessage : null,
            Conditions = PodConditions.Merge(before?.Conditions, Conditions(phase), now),
            HostIP = _node.Internal,
            HostIPs = [.. _node.Internals.Select(address => new HostIPEntry { Ip = address })],
            PodIP = Addresses is [var first, ..] ? first : null,
            PodIPs = Addresses.Count == 0 ? null : [.. Addresses.Select(address => new PodIPEntry { Ip = address })],
            StartTime = StartTime,
            InitContainerStatuses = _inits.Count == 0 ? null : [.. _inits.Select(c => c.Status("PodInitializing"))],
            ContainerStatuses = [.. _mains.Select(c => c.Status(_inits.Count > 0 ? "PodInitializing" : "ContainerCreating"))],
        };
    }

    private bool IsInitialized => _inits.All(c => c.Role == ContainerRole.Sidecar ? c.IsRunning || c.HasEnded : c.HasEnded && c.Terminated is { ExitCode: 0 });

    private string Phase()
    {
        if (HasEnded)
        {
            return EndPhase();
        }

        var waiting = _mains.Any(c => !c.IsRunning && !c.IsBackingOff && c.Terminated is null && c.LastTerminated is null);
        return !IsInitialized || waiting ? "Pending" : "Running";
    }

    private string EndPhase()
    {
        if (_endReason is not null || _inits.Any(c => c.Role == ContainerRole.Init && c.Terminated is not { ExitCode: 0 }))
        {
            return "Failed";
        }

        return _mains.All(c => c.Terminated is { ExitCode: 0 }) ? "Succeeded" : "Failed";
    }

    private IEnumerable<PodCondition> Conditions(string phase)
    {
        var serving = _mains.Concat(_inits.Where(c => c.Role == ContainerRole.Sidecar));
        var unready = serving.Where(c => !c.Ready).Select(c => c.Spec.Name).ToList();
        var incomplete = _inits.Where(c => c.Role == ContainerRole.Sidecar ? !c.IsRunning : c.Terminated is not { ExitCode: 0 }).Select(c => c.Spec.Name).ToList();
        yield return PodConditions.Of("PodReadyToStartContainers", Addresses.Count > 0 && !HasEnded);
        yield return phase == "Succeeded" || IsInitialized
            ? PodConditions.Of("Initialized", true, phase == "Succeeded" ? "PodCompleted" : null)
            : PodConditions.Of("Initialized", false, "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', incomplete)}]");
        foreach (var type in new[] { "Ready", "ContainersReady" })
        {
            yield return phase switch
            {
                "Succeeded" => PodConditions.Of(type, false, "PodCompleted"),
                "Failed" => PodConditions.Of(type, false, "PodFailed"),
                _ when unready.Count == 0 && IsInitialized => PodConditions.Of(type, true),
                _ => PodConditions.Of(type, false, "ContainersNotReady", $"containers with unready status: [{string.Join(' ', unready)}]"),
            };
        }
    }
}
