namespace Portcullis.Model.Wire.Core;

/// <summary>The addresses behind a service, in the older form.</summary>
public sealed record Endpoints : KubernetesObject
{
    public IReadOnlyList<EndpointSubset>? Subsets { get; init; }
}

/// <summary>Addresses that share ports.</summary>
public sealed record EndpointSubset : WireObject
{
    public IReadOnlyList<EndpointAddress>? Addresses { get; init; }
    public IReadOnlyList<EndpointAddress>? NotReadyAddresses { get; init; }
    public IReadOnlyList<CoreEndpointPort>? Ports { get; init; }
}

/// <summary>One address.</summary>
public sealed record EndpointAddress
{
    public string? Ip { get; init; }
    public string? Hostname { get; init; }
    public string? NodeName { get; init; }
    public ObjectReference? TargetRef { get; init; }
}

/// <summary>One port of a subset.</summary>
public sealed record CoreEndpointPort
{
    public string? Name { get; init; }
    public int? Port { get; init; }
    public string? Protocol { get; init; }
    public string? AppProtocol { get; init; }
}
