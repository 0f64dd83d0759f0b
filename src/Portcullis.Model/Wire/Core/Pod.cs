using System.Text.Json;
using Portcullis.Model.Quantities;

namespace Portcullis.Model.Wire.Core;

/// <summary>A pod. <see href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/"/></summary>
public sealed record Pod : KubernetesObject
{
    public PodSpec? Spec { get; init; }
    public PodStatus? Status { get; init; }
}

/// <summary>What a pod should be. Parts that Portcullis never reads are kept as raw JSON.</summary>
public sealed record PodSpec : WireObject
{
    public IReadOnlyList<Volume>? Volumes { get; init; }
    public IReadOnlyList<Container>? InitContainers { get; init; }
    public IReadOnlyList<Container>? Containers { get; init; }

    /// <summary>Ephemeral containers, read as containers (their <c>targetContainerName</c> is kept there).</summary>
    public IReadOnlyList<Container>? EphemeralContainers { get; init; }

    public string? RestartPolicy { get; init; }
    public long? TerminationGracePeriodSeconds { get; init; }
    public long? ActiveDeadlineSeconds { get; init; }
    public string? DnsPolicy { get; init; }
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }
    public string? ServiceAccountName { get; init; }
    public string? ServiceAccount { get; init; }
    public bool? AutomountServiceAccountToken { get; init; }
    public string? NodeName { get; init; }
    public bool? HostNetwork { get; init; }
    public bool? HostPID { get; init; }
    public bool? HostIPC { get; init; }
    public bool? ShareProcessNamespace { get; init; }
    public PodSecurityContext? SecurityContext { get; init; }
    public IReadOnlyList<LocalObjectReference>? ImagePullSecrets { get; init; }
    public string? Hostname { get; init; }
    public string? Subdomain { get; init; }
    public JsonElement? Affinity { get; init; }
    public string? SchedulerName { get; init; }
    public IReadOnlyList<Toleration>? Tolerations { get; init; }
    public IReadOnlyList<HostAlias>? HostAliases { get; init; }
    public string? PriorityClassName { get; init; }
    public int? Priority { get; init; }
    public PodDnsConfig? DnsConfig { get; init; }
    public JsonElement? ReadinessGates { get; init; }
    public string? RuntimeClassName { get; init; }
    public bool? EnableServiceLinks { get; init; }
    public string? PreemptionPolicy { get; init; }
    public IReadOnlyDictionary<string, Quantity>? Overhead { get; init; }
    public JsonElement? TopologySpreadConstraints { get; init; }
    public bool? SetHostnameAsFQDN { get; init; }
    public PodOS? Os { get; init; }
    public bool? HostUsers { get; init; }
    public JsonElement? SchedulingGates { get; init; }
    public JsonElement? ResourceClaims { get; init; }
    public ResourceRequirements? Resources { get; init; }
    public string? HostnameOverride { get; init; }
}

/// <summary>The operating system that a pod asks for.</summary>
public sealed record PodOS
{
    public string? Name { get; init; }
}

/// <summary>A name in the same namespace.</summary>
public sealed record LocalObjectReference
{
    public string? Name { get; init; }
}

/// <summary>An entry for the pod's hosts file.</summary>
public sealed record HostAlias : WireObject
{
    public string? Ip { get; init; }
    public IReadOnlyList<string>? Hostnames { get; init; }
}

/// <summary>A taint that a pod accepts.</summary>
public sealed record Toleration
{
    public string? Key { get; init; }
    public string? Operator { get; init; }
    public string? Value { get; init; }
    public string? Effect { get; init; }
    public long? TolerationSeconds { get; init; }
}

/// <summary>DNS settings of a pod; required with <c>dnsPolicy: None</c>.</summary>
public sealed record PodDnsConfig : WireObject
{
    public IReadOnlyList<string>? Nameservers { get; init; }
    public IReadOnlyList<string>? Searches { get; init; }
    public IReadOnlyList<PodDnsConfigOption>? Options { get; init; }
}

/// <summary>One resolver option.</summary>
public sealed record PodDnsConfigOption
{
    public string? Name { get; init; }
    public string? Value { get; init; }
}
