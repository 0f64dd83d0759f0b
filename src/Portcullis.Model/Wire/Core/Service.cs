using System.Text.Json;
using Portcullis.Model.Json;

namespace Portcullis.Model.Wire.Core;

/// <summary>A service. <see href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/"/></summary>
public sealed record Service : KubernetesObject
{
    public ServiceSpec? Spec { get; init; }
    public ServiceStatus? Status { get; init; }
}

/// <summary>What a service should be.</summary>
public sealed record ServiceSpec : WireObject
{
    public IReadOnlyList<ServicePort>? Ports { get; init; }
    public IReadOnlyDictionary<string, string>? Selector { get; init; }

    public string? ClusterIP { get; init; }

    public IReadOnlyList<string>? ClusterIPs { get; init; }

    public string? Type { get; init; }

    public IReadOnlyList<string>? ExternalIPs { get; init; }

    public string? SessionAffinity { get; init; }
    public JsonElement? SessionAffinityConfig { get; init; }

    public string? LoadBalancerIP { get; init; }

    public IReadOnlyList<string>? LoadBalancerSourceRanges { get; init; }
    public string? ExternalName { get; init; }
    public string? ExternalTrafficPolicy { get; init; }
    public string? InternalTrafficPolicy { get; init; }
    public int? HealthCheckNodePort { get; init; }
    public bool? PublishNotReadyAddresses { get; init; }
    public IReadOnlyList<string>? IpFamilies { get; init; }
    public string? IpFamilyPolicy { get; init; }
    public bool? AllocateLoadBalancerNodePorts { get; init; }
    public string? LoadBalancerClass { get; init; }
    public string? TrafficDistribution { get; init; }
}

/// <summary>One port of a service.</summary>
public sealed record ServicePort
{
    public string? Name { get; init; }
    public string? Protocol { get; init; }
    public string? AppProtocol { get; init; }
    public int? Port { get; init; }
    public IntOrString? TargetPort { get; init; }
    public int? NodePort { get; init; }
}

/// <summary>What a service is.</summary>
public sealed record ServiceStatus : WireObject
{
    public LoadBalancerStatus? LoadBalancer { get; init; }
    public JsonElement? Conditions { get; init; }
}

/// <summary>The entry points that a cloud gave a service.</summary>
public sealed record LoadBalancerStatus : WireObject
{
    public IReadOnlyList<LoadBalancerIngress>? Ingress { get; init; }
}

/// <summary>One entry point.</summary>
public sealed record LoadBalancerIngress
{
    public string? Ip { get; init; }
    public string? Hostname { get; init; }
    public string? IpMode { get; init; }
}
