using System.Text.Json.Serialization;

namespace Portcullis.Api.Contract;

/// <summary>A stack, as callers see it.</summary>
internal sealed partial record StackResponse
{
    public required string StackId { get; init; }

    /// <summary>The name of the current pod; empty while there is none.</summary>
    public required string PodId { get; init; }

    public required string Namespace { get; init; }

    public string? NodeId { get; init; }

    public string? NodePublicIp { get; init; }

    public required string PodSpec { get; init; }

    public required IReadOnlyList<PortResponse> Ports { get; init; }

    /// <summary>The first container port, for callers of the older generation.</summary>
    public required int TargetPort { get; init; }

    /// <summary>The first NodePort, for callers of the older generation.</summary>
    public required int NodePort { get; init; }

    public required string ServiceName { get; init; }

    public required string Status { get; init; }

    public required DateTime TtlExpiresAt { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public required long RequestedCpuMilli { get; init; }

    public required long RequestedMemoryBytes { get; init; }

    public required bool Ready { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }

    /// <summary>What the airlock felt; null while it is not known, and where there is none.</summary>
    public AirlockResponse? Airlock { get; init; }

    public required IReadOnlyList<EndpointResponse> Endpoints { get; init; }

    /// <summary>Only in the answer to a restart: whether players must be told a new host.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? HostChanged { get; init; }
}

/// <summary>A port of a stack.</summary>
internal sealed record PortResponse(int ContainerPort, string Protocol, int NodePort);

/// <summary>Where players connect; only given once the host is known.</summary>
internal sealed record EndpointResponse(string Host, int Port, string Protocol);

/// <summary>How a stack's airlock ended; the numbers are null where it did not say.</summary>
internal sealed record AirlockResponse(bool Passed, int? Attempts, int? Seconds);

/// <summary>The short form that callers poll.</summary>
internal sealed record StackStatusResponse
{
    public required string StackId { get; init; }

    public required string Status { get; init; }

    /// <summary>When the stack ends; this field's name is older than its content.</summary>
    public required DateTime Ttl { get; init; }

    public required IReadOnlyList<PortResponse> Ports { get; init; }

    public string? NodePublicIp { get; init; }

    public required int TargetPort { get; init; }

    public required int NodePort { get; init; }

    public required bool Ready { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }
}

/// <summary>Stacks, and where to go on when there are more.</summary>
internal sealed record StackListResponse
{
    public required IReadOnlyList<StackResponse> Stacks { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Continue { get; init; }
}
