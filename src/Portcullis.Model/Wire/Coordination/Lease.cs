using System.Text.Json.Serialization;
using Portcullis.Model.Json;

namespace Portcullis.Model.Wire.Coordination;

/// <summary>A lease. <see href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/"/></summary>
public sealed record Lease : KubernetesObject
{
    public LeaseSpec? Spec { get; init; }
}

/// <summary>Who holds it, and until when.</summary>
public sealed record LeaseSpec
{
    public string? HolderIdentity { get; init; }
    public int? LeaseDurationSeconds { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    public int? LeaseTransitions { get; init; }
    public string? Strategy { get; init; }
    public string? PreferredHolder { get; init; }
}
