using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;

namespace Portcullis.Embedded.Resources;

/// <summary>A resource as the server serves it: names for discovery, JSON, and the rules of its kind.</summary>
internal sealed class ResourceDefinition
{
    private ResourceDefinition(ResourceType type, JsonTypeInfo json, ResourceStrategy strategy)
    {
        Type = type;
        Json = json;
        Strategy = strategy;
    }

    public ResourceType Type { get; }

    public JsonTypeInfo Json { get; }

    public ResourceStrategy Strategy { get; }

    public string Singular { get; private init; } = "";

    public IReadOnlyList<string> ShortNames { get; private init; } = [];

    public IReadOnlyList<string> Categories { get; private init; } = [];

    /// <summary>Subresources beside <c>status</c>, with their verbs.</summary>
    public IReadOnlyList<Subresource> Subresources { get; private init; } = [];

    /// <summary>Whether DELETE may name all objects at once.</summary>
    public bool CollectionCanBeDeleted => Type != ResourceTypes.Namespaces;

    /// <summary>A resource by its short singular name.</summary>
    public static ResourceDefinition Of<T>(ResourceType<T> type, ResourceStrategy strategy, string singular, params IReadOnlyList<string> shortNames)
        where T : KubernetesObject => new(type, type.Json, strategy) { Singular = singular, ShortNames = shortNames };

    /// <summary>The same in categories, such as <c>all</c>.</summary>
    public ResourceDefinition In(params IReadOnlyList<string> categories) =>
        new(Type, Json, Strategy) { Singular = Singular, ShortNames = ShortNames, Categories = categories, Subresources = Subresources };

    /// <summary>The same with subresources.</summary>
    public ResourceDefinition With(params IReadOnlyList<Subresource> subresources) =>
        new(Type, Json, Strategy) { Singular = Singular, ShortNames = ShortNames, Categories = Categories, Subresources = subresources };

    /// <summary>The JSON of an object, as it is stored.</summary>
    public byte[] Serialize(KubernetesObject value) => JsonSerializer.SerializeToUtf8Bytes(value, Json);

    /// <summary>Reads an object; <c>null</c> is read as one that says nothing.</summary>
    /// <exception cref="JsonException">The text is no object of this kind.</exception>
    public KubernetesObject Deserialize(ReadOnlySpan<byte> json) =>
        (KubernetesObject?)JsonSerializer.Deserialize(json, Json) ?? Deserialize("{}"u8);
}

/// <summary>A subresource in discovery.</summary>
/// <param name="Name">Such as <c>log</c>.</param>
/// <param name="Kind">The kind of its body.</param>
/// <param name="Verbs">What can be done with it.</param>
internal sealed record Subresource(string Name, string Kind, params IReadOnlyList<string> Verbs);
