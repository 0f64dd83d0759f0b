using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portcullis.Model;
using Portcullis.Model.Errors;

namespace Portcullis.Embedded.Resources;

/// <summary>A resource as the server serves it: names for discovery, JSON, and the rules of its kind.</summary>
internal abstract class ResourceDefinition(ResourceType type, JsonTypeInfo json, ResourceStrategy strategy)
{
    public ResourceType Type { get; } = type;

    public JsonTypeInfo Json { get; } = json;

    public ResourceStrategy Strategy { get; } = strategy;

    public required string Singular { get; init; }

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Subresources beside <c>status</c>, with their verbs.</summary>
    public IReadOnlyList<Subresource> Subresources { get; init; } = [];

    /// <summary>The JSON of an object, as it is stored.</summary>
    public byte[] Serialize(KubernetesObject value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    /// <exception cref="JsonException">The text is no object of this kind.</exception>
    public KubernetesObject Deserialize(ReadOnlySpan<byte> json) =>
        (KubernetesObject?)JsonSerializer.Deserialize(json, Json) ?? throw new JsonException("the body is null");

    /// <summary>Fills in what the API fills in.</summary>
    public abstract KubernetesObject Default(KubernetesObject value);

    /// <summary>What is wrong with a new object.</summary>
    public abstract IReadOnlyList<FieldError> ValidateCreate(KubernetesObject value);

    /// <summary>What is wrong with a changed object.</summary>
    public abstract IReadOnlyList<FieldError> ValidateUpdate(KubernetesObject value, KubernetesObject old);
}

/// <summary>A subresource in discovery.</summary>
/// <param name="Name">Such as <c>log</c>.</param>
/// <param name="Kind">The kind of its body.</param>
/// <param name="Verbs">What can be done with it.</param>
internal sealed record Subresource(string Name, string Kind, params IReadOnlyList<string> Verbs);
