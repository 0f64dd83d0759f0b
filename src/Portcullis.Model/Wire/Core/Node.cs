using System.Text.Json;
using System.Text.Json.Serialization;
using Portcullis.Model.Quantities;

namespace Portcullis.Model.Wire.Core;

/// <summary>A node. <see href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/"/></summary>
public sealed record Node : KubernetesObject
{
    public NodeSpec? Spec { get; init; }
    public NodeStatus? Status { get; init; }
}

/// <summary>What a node should be.</summary>
public sealed record NodeSpec : WireObject
{
    public string? PodCIDR { get; init; }

    public IReadOnlyList<string>? PodCIDRs { get; init; }

    public string? ProviderID { get; init; }

    public bool? Unschedulable { get; init; }
    public IReadOnlyList<Taint>? Taints { get; init; }
}

/// <summary>What keeps pods off a node.</summary>
public sealed record Taint
{
    public string? Key { get; init; }
    public string? Value { get; init; }
    public string? Effect { get; init; }
    public DateTimeOffset? TimeAdded { get; init; }
}

/// <summary>What a node is.</summary>
public sealed record NodeStatus : WireObject
{
    public IReadOnlyDictionary<string, Quantity>? Capacity { get; init; }
    public IReadOnlyDictionary<string, Quantity>? Allocatable { get; init; }
    public string? Phase { get; init; }
    public IReadOnlyList<NodeCondition>? Conditions { get; init; }
    public IReadOnlyList<NodeAddress>? Addresses { get; init; }
    public JsonElement? DaemonEndpoints { get; init; }
    public NodeSystemInfo? NodeInfo { get; init; }
    public JsonElement? Images { get; init; }
}

/// <summary>A condition of a node, such as <c>Ready</c>.</summary>
public sealed record NodeCondition
{
    public string? Type { get; init; }
    public string? Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? LastHeartbeatTime { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? LastTransitionTime { get; init; }

    public string? Reason { get; init; }
    public string? Message { get; init; }
}

/// <summary>An address of a node; <c>type</c> is InternalIP, ExternalIP, Hostname, InternalDNS or ExternalDNS.</summary>
public sealed record NodeAddress
{
    public string? Type { get; init; }
    public string? Address { get; init; }
}

/// <summary>Versions and ids of a node.</summary>
public sealed record NodeSystemInfo
{
    public string? MachineID { get; init; }

    public string? SystemUUID { get; init; }

    public string? BootID { get; init; }

    public string? KernelVersion { get; init; }
    public string? OsImage { get; init; }
    public string? ContainerRuntimeVersion { get; init; }
    public string? KubeletVersion { get; init; }
    public string? KubeProxyVersion { get; init; }
    public string? OperatingSystem { get; init; }
    public string? Architecture { get; init; }
}
