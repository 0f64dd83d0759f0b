using System.Text.Json;

namespace Portcullis.Model.Wire.Core;

/// <summary>A namespace. <see href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/"/></summary>
public sealed record Namespace : KubernetesObject
{
    public NamespaceSpec? Spec { get; init; }
    public NamespaceStatus? Status { get; init; }
}

/// <summary>What holds a namespace back from deletion.</summary>
public sealed record NamespaceSpec : WireObject
{
    public IReadOnlyList<string>? Finalizers { get; init; }
}

/// <summary><c>phase</c> is Active or Terminating.</summary>
public sealed record NamespaceStatus : WireObject
{
    public string? Phase { get; init; }
    public JsonElement? Conditions { get; init; }
}
