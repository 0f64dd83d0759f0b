using System.Text.Json;

namespace Portcullis.Model.Wire.Meta;

/// <summary>Metadata of a persistent object. <see href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/"/></summary>
public sealed record ObjectMeta : WireObject
{
    public string? Name { get; init; }
    public string? GenerateName { get; init; }
    public string? Namespace { get; init; }
    public string? SelfLink { get; init; }
    public string? Uid { get; init; }
    public string? ResourceVersion { get; init; }
    public long? Generation { get; init; }
    public DateTimeOffset? CreationTimestamp { get; init; }
    public DateTimeOffset? DeletionTimestamp { get; init; }
    public long? DeletionGracePeriodSeconds { get; init; }
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }
    public IReadOnlyList<string>? Finalizers { get; init; }

    /// <summary>Field ownership as server-side apply records it; opaque here.</summary>
    public JsonElement? ManagedFields { get; init; }
}

/// <summary>A reference from a dependent to its owner, which the garbage collector follows.</summary>
public sealed record OwnerReference
{
    public string? ApiVersion { get; init; }
    public string? Kind { get; init; }
    public string? Name { get; init; }
    public string? Uid { get; init; }
    public bool? Controller { get; init; }
    public bool? BlockOwnerDeletion { get; init; }
}
