namespace Portcullis.Embedded.Simulation;

/// <summary>How long the simulated nodes take for things.</summary>
public sealed record SimulationOptions
{
    /// <summary>The shortest time from a pod's binding to its first container. Default 50 ms.</summary>
    public TimeSpan StartDelayMin { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest time from a pod's binding to its first container; each pod's own lies between. Default 150 ms.</summary>
    public TimeSpan StartDelayMax { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>From a container's image being asked for to the container running. Default 20 ms.</summary>
    public TimeSpan ContainerStartDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long an init container runs before it exits with 0. Default 50 ms.</summary>
    public TimeSpan InitDuration { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long containers of <c>simulated/crash</c>, <c>simulated/oom</c> and <c>simulated/completes</c> run. Default 100 ms.</summary>
    public TimeSpan ShortRun { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>From a container running to it being ready, beyond its probe's own delay. Default 20 ms.</summary>
    public TimeSpan ReadyDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a container takes to heed TERM; the grace period is the most. Default 100 ms.</summary>
    public TimeSpan TerminationDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The first wait between restarts of a crashing container; doubles up to <see cref="MaxBackOff"/>. Default 10 s.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait between restarts and between attempts to pull. Default 5 min.</summary>
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>From a node's removal to the removal of its pods. Default 10 s.</summary>
    public TimeSpan PodGarbageDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the network would enforce policies, and how soon; may be changed while the cluster runs.</summary>
    public NetworkEnforcement Network { get; init; } = new();

    /// <summary>How long events are kept. Default 1 h.</summary>
    public TimeSpan EventLifetime { get; init; } = TimeSpan.FromHours(1);
}
