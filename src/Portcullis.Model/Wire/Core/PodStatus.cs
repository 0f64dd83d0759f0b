using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portcullis.Model.Wire.Core;

/// <summary>What a pod is, as its kubelet reports it.</summary>
public sealed record PodStatus : WireObject
{
    public string? Phase { get; init; }
    public IReadOnlyList<PodCondition>? Conditions { get; init; }
    public string? Message { get; init; }
    public string? Reason { get; init; }
    public string? NominatedNodeName { get; init; }

    public string? HostIP { get; init; }

    public IReadOnlyList<HostIPEntry>? HostIPs { get; init; }

    public string? PodIP { get; init; }

    public IReadOnlyList<PodIPEntry>? PodIPs { get; init; }

    public DateTimeOffset? StartTime { get; init; }
    public IReadOnlyList<ContainerStatus>? InitContainerStatuses { get; init; }
    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }
    public IReadOnlyList<ContainerStatus>? EphemeralContainerStatuses { get; init; }
    public string? QosClass { get; init; }
    public JsonElement? ResourceClaimStatuses { get; init; }
    public long? ObservedGeneration { get; init; }
}

/// <summary>One address of a pod.</summary>
public sealed record PodIPEntry
{
    public string? Ip { get; init; }
}

/// <summary>One address of a pod's node.</summary>
public sealed record HostIPEntry
{
    public string? Ip { get; init; }
}

/// <summary>A condition of a pod, such as <c>PodScheduled</c> or <c>Ready</c>; a time that is not known stands on the wire as null.</summary>
public sealed record PodCondition
{
    public string? Type { get; init; }
    public string? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? LastProbeTime { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? LastTransitionTime { get; init; }

    public string? Reason { get; init; }
    public string? Message { get; init; }
    public long? ObservedGeneration { get; init; }
}

/// <summary>What became of one container.</summary>
public sealed record ContainerStatus : WireObject
{
    public string? Name { get; init; }
    public ContainerState? State { get; init; }
    public ContainerState? LastState { get; init; }
    public bool? Ready { get; init; }
    public int? RestartCount { get; init; }
    public string? Image { get; init; }

    public string? ImageID { get; init; }

    public string? ContainerID { get; init; }

    public bool? Started { get; init; }
}

/// <summary>Exactly one of the three is set; none means waiting.</summary>
public sealed record ContainerState
{
    public ContainerStateWaiting? Waiting { get; init; }
    public ContainerStateRunning? Running { get; init; }
    public ContainerStateTerminated? Terminated { get; init; }
}

/// <summary>A container that does not run yet, and why.</summary>
public sealed record ContainerStateWaiting
{
    public string? Reason { get; init; }
    public string? Message { get; init; }
}

/// <summary>A running container.</summary>
public sealed record ContainerStateRunning
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? StartedAt { get; init; }
}

/// <summary>A container that ended.</summary>
public sealed record ContainerStateTerminated
{
    public int? ExitCode { get; init; }
    public int? Signal { get; init; }
    public string? Reason { get; init; }
    public string? Message { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? StartedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? FinishedAt { get; init; }

    public string? ContainerID { get; init; }
}
