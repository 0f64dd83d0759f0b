using System.Text.Json.Serialization;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Model.Wire.Discovery;

/// <summary>Some of the addresses behind a service. <see href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/"/></summary>
/// <remarks>Lists that hold nothing stand on the wire as null.</remarks>
public sealed record EndpointSlice : KubernetesObject
{
    public string? AddressType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<Endpoint>? Endpoints { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<EndpointPort>? Ports { get; init; }
}

/// <summary>One endpoint.</summary>
public sealed record Endpoint : WireObject
{
    public IReadOnlyList<string>? Addresses { get; init; }
    public EndpointConditions? Conditions { get; init; }
    public string? Hostname { get; init; }
    public ObjectReference? TargetRef { get; init; }
    public string? NodeName { get; init; }
    public string? Zone { get; init; }
}

/// <summary>What an endpoint is good for; null counts as true for <c>ready</c>.</summary>
public sealed record EndpointConditions
{
    public bool? Ready { get; init; }
    public bool? Serving { get; init; }
    public bool? Terminating { get; init; }
}

/// <summary>One port of a slice.</summary>
public sealed record EndpointPort
{
    public string? Name { get; init; }
    public string? Protocol { get; init; }
    public int? Port { get; init; }
    public string? AppProtocol { get; init; }
}
