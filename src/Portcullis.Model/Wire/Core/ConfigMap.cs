namespace Portcullis.Model.Wire.Core;

/// <summary>A config map. <see href="https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/config-map-v1/"/></summary>
public sealed record ConfigMap : KubernetesObject
{
    public bool? Immutable { get; init; }
    public IReadOnlyDictionary<string, string>? Data { get; init; }
    public IReadOnlyDictionary<string, byte[]>? BinaryData { get; init; }
}

/// <summary>A secret; its values never appear in its text form. <see href="https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/"/></summary>
public sealed record Secret : KubernetesObject
{
    public bool? Immutable { get; init; }

    /// <summary>Values as bytes (base64 on the wire).</summary>
    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }

    /// <summary>Write-only on the wire: values as text.</summary>
    public IReadOnlyDictionary<string, string>? StringData { get; init; }

    public string? Type { get; init; }

    /// <summary>The name alone.</summary>
    public override string ToString() => $"Secret {Metadata.Namespace}/{Metadata.Name}";
}

/// <summary>A service account.</summary>
public sealed record ServiceAccount : KubernetesObject
{
    public IReadOnlyList<ObjectReference>? Secrets { get; init; }
    public IReadOnlyList<LocalObjectReference>? ImagePullSecrets { get; init; }
    public bool? AutomountServiceAccountToken { get; init; }
}

/// <summary>A reference to any object.</summary>
public sealed record ObjectReference
{
    public string? Kind { get; init; }
    public string? Namespace { get; init; }
    public string? Name { get; init; }
    public string? Uid { get; init; }
    public string? ApiVersion { get; init; }
    public string? ResourceVersion { get; init; }
    public string? FieldPath { get; init; }
}
