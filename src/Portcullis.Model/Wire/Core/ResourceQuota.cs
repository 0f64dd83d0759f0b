using System.Text.Json;
using Portcullis.Model.Quantities;

namespace Portcullis.Model.Wire.Core;

/// <summary>A resource quota. <see href="https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/resource-quota-v1/"/></summary>
public sealed record ResourceQuota : KubernetesObject
{
    public ResourceQuotaSpec? Spec { get; init; }
    public ResourceQuotaStatus? Status { get; init; }
}

/// <summary>The hard limits.</summary>
public sealed record ResourceQuotaSpec : WireObject
{
    public IReadOnlyDictionary<string, Quantity>? Hard { get; init; }
    public IReadOnlyList<string>? Scopes { get; init; }
    public JsonElement? ScopeSelector { get; init; }
}

/// <summary>The hard limits and what is used of them.</summary>
public sealed record ResourceQuotaStatus : WireObject
{
    public IReadOnlyDictionary<string, Quantity>? Hard { get; init; }
    public IReadOnlyDictionary<string, Quantity>? Used { get; init; }
}

/// <summary>A limit range. <see href="https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/limit-range-v1/"/></summary>
public sealed record LimitRange : KubernetesObject
{
    public LimitRangeSpec? Spec { get; init; }
}

/// <summary>Its limits.</summary>
public sealed record LimitRangeSpec : WireObject
{
    public IReadOnlyList<LimitRangeItem>? Limits { get; init; }
}

/// <summary>Bounds for one type: Pod, Container or PersistentVolumeClaim.</summary>
public sealed record LimitRangeItem : WireObject
{
    public string? Type { get; init; }
    public IReadOnlyDictionary<string, Quantity>? Max { get; init; }
    public IReadOnlyDictionary<string, Quantity>? Min { get; init; }
    public IReadOnlyDictionary<string, Quantity>? Default { get; init; }
    public IReadOnlyDictionary<string, Quantity>? DefaultRequest { get; init; }
    public IReadOnlyDictionary<string, Quantity>? MaxLimitRequestRatio { get; init; }
}
