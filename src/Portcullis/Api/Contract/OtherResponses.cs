using System.Text.Json.Serialization;

namespace Portcullis.Api.Contract;

/// <summary>The answer to a delete.</summary>
internal sealed record DeletedResponse(bool Deleted, string StackId);

/// <summary>The answer to a batch delete.</summary>
internal sealed record JobAcceptedResponse(string JobId);

/// <summary>How far a batch delete is.</summary>
internal sealed record JobResponse
{
    public required string JobId { get; init; }

    public required string Status { get; init; }

    public required int Total { get; init; }

    public required int Deleted { get; init; }

    public required int NotFound { get; init; }

    public required int Failed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JobErrorResponse>? Errors { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
}

/// <summary>Why one stack of a batch could not be deleted.</summary>
internal sealed record JobErrorResponse(string StackId, string Error);

/// <summary>Numbers about all stacks.</summary>
internal sealed record StatsResponse
{
    public required int TotalStacks { get; init; }

    public required int ActiveStacks { get; init; }

    public required IReadOnlyDictionary<string, int> NodeDistribution { get; init; }

    public required int UsedNodePorts { get; init; }

    public required long ReservedCpuMilli { get; init; }

    public required long ReservedMemoryBytes { get; init; }

    /// <summary>How many NodePorts a new stack can still get.</summary>
    public required int FreeNodePorts { get; init; }

    /// <summary>True when the cluster is the embedded one, whose pods are simulated.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The verdict on isolation: <c>proven</c>, <c>incomplete</c> or <c>open</c>; null while nothing was judged, or nobody looks.</summary>
    public required string? Isolation { get; init; }

    /// <summary>The numbers are of the cluster as it was then, or later; null before it was first read.</summary>
    public required DateTime? FreshAsOf { get; init; }

    /// <summary>Why they may not be of the cluster as it is now, in sentences; empty while they are.</summary>
    public required IReadOnlyList<string> Behind { get; init; }
}

/// <summary>The answer to a health check.</summary>
internal sealed record HealthResponse(string Status);

/// <summary>Whether the service can work, on what it waits if not, and the verdict on isolation.</summary>
/// <param name="Status"><c>ok</c> or <c>syncing</c>.</param>
/// <param name="WaitingFor">What it still waits for.</param>
/// <param name="Isolation">The verdict on isolation; null while nothing was judged, or nobody looks.</param>
/// <param name="FreshAsOf">What is known is how the cluster was then, or later; null before it was first read.</param>
/// <param name="Behind">Why it may not be how the cluster is now, in sentences; empty while it is.</param>
internal sealed record ReadyResponse(string Status, IReadOnlyList<string> WaitingFor, string? Isolation, DateTime? FreshAsOf, IReadOnlyList<string> Behind);

/// <summary>Every error.</summary>
internal sealed record ErrorResponse(string Error, string Reason, IReadOnlyList<ErrorDetailResponse> Details);

/// <summary>One thing that is wrong.</summary>
internal sealed record ErrorDetailResponse
{
    public required string Path { get; init; }

    public required string Message { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Found { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Allowed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hint { get; init; }
}
