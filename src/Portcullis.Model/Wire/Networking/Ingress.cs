using System.Text.Json;

namespace Portcullis.Model.Wire.Networking;

/// <summary>Rules by which something before the cluster leads requests to services. <see href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/"/></summary>
public sealed record Ingress : KubernetesObject
{
    public IngressSpec? Spec { get; init; }
    public IngressStatus? Status { get; init; }
}

/// <summary>What should be led where. The rules, which Portcullis never reads, are kept as raw JSON.</summary>
public sealed record IngressSpec : WireObject
{
    public string? IngressClassName { get; init; }
    public JsonElement? DefaultBackend { get; init; }
    public JsonElement? Tls { get; init; }
    public JsonElement? Rules { get; init; }
}

/// <summary>Where requests enter.</summary>
public sealed record IngressStatus : WireObject
{
    public IngressLoadBalancerStatus? LoadBalancer { get; init; }
}

/// <summary>The entry points that a controller gave it.</summary>
public sealed record IngressLoadBalancerStatus : WireObject
{
    public IReadOnlyList<IngressLoadBalancerIngress>? Ingress { get; init; }
}

/// <summary>One entry point: an address or a name.</summary>
public sealed record IngressLoadBalancerIngress
{
    public string? Ip { get; init; }
    public string? Hostname { get; init; }
    public JsonElement? Ports { get; init; }
}
