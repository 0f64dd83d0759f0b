using System.Text.Json;
using Portcullis.Model.Defaulting;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Defaults of services.</summary>
internal static class ServiceDefaults
{
    /// <summary>Three hours, as the API documents.</summary>
    private const string ClientIPAffinity = """{"clientIP":{"timeoutSeconds":10800}}""";

    public static Service Apply(Service service)
    {
        var spec = service.Spec ?? new ServiceSpec();
        var type = string.IsNullOrEmpty(spec.Type) ? "ClusterIP" : spec.Type;
        var affinity = string.IsNullOrEmpty(spec.SessionAffinity) ? "None" : spec.SessionAffinity;
        var external = type is "NodePort" or "LoadBalancer" || (type == "ClusterIP" && spec.ExternalIPs is { Count: > 0 });
        var allocates = type is "ClusterIP" or "NodePort" or "LoadBalancer";
        return service with
        {
            Spec = spec with
            {
                Type = type,
                Ports = spec.Ports.Map(Apply),
                SessionAffinity = affinity,
                SessionAffinityConfig = AffinityConfig(affinity, spec.SessionAffinityConfig),
                ExternalTrafficPolicy = string.IsNullOrEmpty(spec.ExternalTrafficPolicy) && external ? "Cluster" : spec.ExternalTrafficPolicy,
                InternalTrafficPolicy = spec.InternalTrafficPolicy ?? (allocates ? "Cluster" : null),
                AllocateLoadBalancerNodePorts = spec.AllocateLoadBalancerNodePorts ?? (type == "LoadBalancer" ? true : null),
            },
            Status = (service.Status ?? new ServiceStatus()) with { LoadBalancer = service.Status?.LoadBalancer ?? new LoadBalancerStatus() },
        };
    }

    private static ServicePort Apply(ServicePort port) => port with
    {
        Protocol = string.IsNullOrEmpty(port.Protocol) ? "TCP" : port.Protocol,
        TargetPort = port.TargetPort is null or { IsNumber: true, Number: 0 } or { Text: "" } ? IntOrString.Of(port.Port ?? 0) : port.TargetPort,
    };

    private static JsonElement? AffinityConfig(string affinity, JsonElement? config) => affinity switch
    {
        "None" => null,
        "ClientIP" when !HasTimeout(config) => JsonSerializer.Deserialize(ClientIPAffinity, ModelJson.Default.JsonElement),
        _ => config,
    };

    private static bool HasTimeout(JsonElement? config) =>
        config is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty("clientIP", out var clientIP) && clientIP.ValueKind == JsonValueKind.Object
        && clientIP.TryGetProperty("timeoutSeconds", out var timeout) && timeout.ValueKind == JsonValueKind.Number;
}
