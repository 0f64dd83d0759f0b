namespace Portcullis.Model.Wire.Meta;

/// <summary>What the API answers when there is no object to answer with, above all errors. <see href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/"/></summary>
public sealed record Status : WireObject
{
    public string? Kind { get; init; }
    public string? ApiVersion { get; init; }
    public ListMeta? Metadata { get; init; }

    /// <summary><c>Success</c> or <c>Failure</c>. Named so because <c>Status.Status</c> cannot be.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("status")]
    public string? Outcome { get; init; }

    public string? Message { get; init; }
    public string? Reason { get; init; }
    public StatusDetails? Details { get; init; }
    public int? Code { get; init; }
}

/// <summary>What a <see cref="Status"/> is about.</summary>
public sealed record StatusDetails : WireObject
{
    public string? Name { get; init; }
    public string? Group { get; init; }
    public string? Kind { get; init; }
    public string? Uid { get; init; }
    public IReadOnlyList<StatusCause>? Causes { get; init; }
    public int? RetryAfterSeconds { get; init; }
}

/// <summary>One cause of a failure: a field and what is wrong with it.</summary>
public sealed record StatusCause
{
    public string? Reason { get; init; }
    public string? Message { get; init; }
    public string? Field { get; init; }
}
