using System.Text.Json.Serialization;
using Portcullis.Model.Json;

namespace Portcullis.Model.Wire.Core;

/// <summary>An event of the core group. <see href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/"/></summary>
/// <remarks>Times that are not known stand on the wire as null.</remarks>
public sealed record Event : KubernetesObject
{
    public ObjectReference? InvolvedObject { get; init; }
    public string? Reason { get; init; }
    public string? Message { get; init; }
    public EventOrigin? Source { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? FirstTimestamp { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public DateTimeOffset? LastTimestamp { get; init; }

    public int? Count { get; init; }
    public string? Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; init; }

    public string? Action { get; init; }
    public string? ReportingComponent { get; init; }
    public string? ReportingInstance { get; init; }
}

/// <summary>Which component an event comes from.</summary>
public sealed record EventOrigin
{
    public string? Component { get; init; }
    public string? Host { get; init; }
}
