using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>One pod on its node over time: sandbox, init containers in order, containers, the end. Not thread-safe.</summary>
internal sealed partial class PodMachine
{
    private static readonly TimeSpan SandboxRetry = TimeSpan.FromSeconds(1);

    private readonly PodSpec _spec;
    private readonly List<ContainerMachine> _inits;
    private readonly List<ContainerMachine> _mains;
    private readonly List<PodOccurrence> _occurrences = [];
    private readonly Func<IReadOnlyList<string>?> _takeAddresses;
    private readonly NodeAddresses _node;
    private DateTimeOffset? _sandboxDue;
    private DateTimeOffset? _deadline;
    private int _nextInit;
    private bool _stopping;
    private string? _endReason;

    /// <param name="pod">The pod; only its spec and its identity are used.</param>
    /// <param name="node">The addresses of its node.</param>
    /// <param name="takeAddresses">Gives the pod's own addresses, one of each family, or null while none is free; not asked again once it gave some.</param>
    /// <param name="configFault">Why a container cannot be configured; null when it can.</param>
    /// <param name="network">The node's network.</param>
    /// <param name="options">How long things take.</param>
    /// <param name="now">When the kubelet first sees it.</param>
    public PodMachine(
        Pod pod, NodeAddresses node, Func<IReadOnlyList<string>?> takeAddresses, Func<Container, string?> configFault, NodeNetwork network, SimulationOptions options, DateTimeOffset now)
    {
        _spec = pod.Spec ?? new PodSpec();
        _node = node;
        _takeAddresses = takeAddresses;
        StartTime = now;
        var text = $"{pod.Metadata.Name}_{pod.Metadata.Namespace}({pod.Metadata.Uid})";
        var setting = new ContainerSetting(options, _spec.RestartPolicy ?? "Always", text, configFault, network, _occurrences.Add);
        _inits = [.. (_spec.InitContainers ?? []).Select(c => new ContainerMachine(c, c.RestartPolicy == "Always" ? ContainerRole.Sidecar : ContainerRole.Init, setting))];
        _mains = [.. (_spec.Containers ?? []).Select(c => new ContainerMachine(c, ContainerRole.Main, setting))];
        _sandboxDue = now + StartDelay(pod.Metadata.Uid ?? "", options);
        _deadline = _spec.ActiveDeadlineSeconds is { } seconds ? now.AddSeconds(seconds) : null;
    }

    public DateTimeOffset StartTime { get; }

    /// <summary>The pod's addresses, one of each family; none until its sandbox is made.</summary>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <summary>Nothing runs and nothing will.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>When there is something to do next; null when nothing is.</summary>
    public DateTimeOffset? Due => HasEnded
        ? null
        : Containers.Select(c => c.Due).Append(_sandboxDue).Append(_deadline).Where(d => d is not null).Min();

    private IEnumerable<ContainerMachine> Containers => _inits.Concat(_mains);

    /// <summary>Does what is due.</summary>
    /// <returns>True when something changed.</returns>
    public bool Advance(DateTimeOffset now)
    {
        var changed = false;
        while (Due is { } due && due <= now)
        {
            changed = true;
            AdvanceTo(due);
        }

        return changed;
    }

    /// <summary>Begins to stop everything.</summary>
    /// <param name="now">The time.</param>
    /// <param name="grace">How long the containers may take.</param>
    public void Stop(DateTimeOffset now, TimeSpan grace)
    {
        if (HasEnded)
        {
            return;
        }

        _stopping = true;
        _sandboxDue = null;
        _deadline = null;
        foreach (var container in Containers)
        {
            container.Stop(now, grace);
        }

        EndIfNothingRuns();
    }

    /// <summary>What happened since the last call.</summary>
    public IReadOnlyList<PodOccurrence> TakeOccurrences()
    {
        PodOccurrence[] taken = [.. _occurrences];
        _occurrences.Clear();
        return taken;
    }

    private void AdvanceTo(DateTimeOffset due)
    {
        if (_deadline <= due)
        {
            _endReason = "DeadlineExceeded";
            _occurrences.Add(PodOccurrence.Normal("DeadlineExceeded", DeadlineMessage));
            Stop(due, TimeSpan.FromSeconds(_spec.TerminationGracePeriodSeconds ?? 30));
            return;
        }

        if (_sandboxDue <= due)
        {
            MakeSandbox(due);
        }

        foreach (var container in Containers)
        {
            container.Advance(due);
        }

        Follow(due);
    }

    private void MakeSandbox(DateTimeOffset now)
    {
        Addresses = (_spec.HostNetwork == true ? _node.Internals : _takeAddresses()) ?? [];
        if (Addresses.Count == 0)
        {
            _occurrences.Add(PodOccurrence.Warning("FailedCreatePodSandBox", "Failed to create pod sandbox: no IP addresses available in range set"));
            _sandboxDue = now + SandboxRetry;
            return;
        }

        _sandboxDue = null;
        BeginNext(now);
    }

    /// <summary>Begins what can begin now, and ends the pod when nothing is left to do.</summary>
    private void Follow(DateTimeOffset now)
    {
        if (_stopping)
        {
            EndIfNothingRuns();
            return;
        }

        if (_nextInit > 0 && _nextInit <= _inits.Count && !_mains.Any(c => c.HasBegun))
        {
            var current = _inits[_nextInit - 1];
            if (current.HasEnded && current.Terminated is { ExitCode: not 0 })
            {
                Stop(now, TimeSpan.FromSeconds(_spec.TerminationGracePeriodSeconds ?? 30));
            }
            else if (current.HasEnded || (current.Role == ContainerRole.Sidecar && current.IsRunning))
            {
                BeginNext(now);
            }
        }

        if (_mains.Count > 0 && _mains.All(c => c.HasEnded))
        {
            Stop(now, TimeSpan.FromSeconds(_spec.TerminationGracePeriodSeconds ?? 30));
        }
    }

    private void BeginNext(DateTimeOffset now)
    {
        if (_nextInit < _inits.Count)
        {
            _inits[_nextInit++].Begin(now);
            return;
        }

        foreach (var container in _mains)
        {
            container.Begin(now);
        }
    }

    private void EndIfNothingRuns() => HasEnded = !Containers.Any(c => c.IsRunning);

    /// <summary>Each pod's own delay, the same at every run: spread, but not random.</summary>
    private static TimeSpan StartDelay(string uid, SimulationOptions options)
    {
        var spread = options.StartDelayMax - options.StartDelayMin;
        var part = uid.Aggregate(17u, (hash, c) => (hash * 31) + c) % 1000;
        return options.StartDelayMin + (spread > TimeSpan.Zero ? spread * part / 1000 : TimeSpan.Zero);
    }
}
