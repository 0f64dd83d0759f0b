namespace Portcullis.Model.Wire.Extensions;

/// <summary>A kind that was added to the API. <see href="https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/"/></summary>
public sealed record CustomResourceDefinition : KubernetesObject
{
    public CustomResourceDefinitionSpec? Spec { get; init; }
}

/// <summary>What it is called and where its objects live; without its schemas, which nobody here reads.</summary>
public sealed record CustomResourceDefinitionSpec : WireObject
{
    public string? Group { get; init; }
    public CustomResourceDefinitionNames? Names { get; init; }

    /// <summary><c>Cluster</c> or <c>Namespaced</c>.</summary>
    public string? Scope { get; init; }
    public IReadOnlyList<CustomResourceDefinitionVersion>? Versions { get; init; }
}

/// <summary>Its names.</summary>
public sealed record CustomResourceDefinitionNames
{
    public string? Kind { get; init; }
    public string? Plural { get; init; }
}

/// <summary>A version of it.</summary>
public sealed record CustomResourceDefinitionVersion
{
    public string? Name { get; init; }

    /// <summary>Whether the API server serves it.</summary>
    public bool? Served { get; init; }
}
