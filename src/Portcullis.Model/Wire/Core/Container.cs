using System.Text.Json;
using Portcullis.Model.Quantities;

namespace Portcullis.Model.Wire.Core;

/// <summary>A container of a pod.</summary>
public sealed record Container : WireObject
{
    public string? Name { get; init; }
    public string? Image { get; init; }
    public IReadOnlyList<string>? Command { get; init; }
    public IReadOnlyList<string>? Args { get; init; }
    public string? WorkingDir { get; init; }
    public IReadOnlyList<ContainerPort>? Ports { get; init; }
    public IReadOnlyList<EnvFromSource>? EnvFrom { get; init; }
    public IReadOnlyList<EnvVar>? Env { get; init; }
    public ResourceRequirements? Resources { get; init; }
    public JsonElement? ResizePolicy { get; init; }
    public string? RestartPolicy { get; init; }
    public JsonElement? RestartPolicyRules { get; init; }
    public IReadOnlyList<VolumeMount>? VolumeMounts { get; init; }
    public JsonElement? VolumeDevices { get; init; }
    public Probe? LivenessProbe { get; init; }
    public Probe? ReadinessProbe { get; init; }
    public Probe? StartupProbe { get; init; }
    public Lifecycle? Lifecycle { get; init; }
    public string? TerminationMessagePath { get; init; }
    public string? TerminationMessagePolicy { get; init; }
    public string? ImagePullPolicy { get; init; }
    public SecurityContext? SecurityContext { get; init; }
    public bool? Stdin { get; init; }
    public bool? StdinOnce { get; init; }
    public bool? Tty { get; init; }

    /// <summary>Of ephemeral containers only.</summary>
    public string? TargetContainerName { get; init; }
}

/// <summary>A port that a container exposes.</summary>
public sealed record ContainerPort
{
    public string? Name { get; init; }
    public int? HostPort { get; init; }
    [System.Text.Json.Serialization.JsonPropertyName("containerPort")]
    public int? Port { get; init; }
    public string? Protocol { get; init; }

    public string? HostIP { get; init; }
}

/// <summary>A whole set of environment variables from elsewhere.</summary>
public sealed record EnvFromSource
{
    public string? Prefix { get; init; }
    public JsonElement? ConfigMapRef { get; init; }
    public JsonElement? SecretRef { get; init; }
}

/// <summary>One environment variable.</summary>
public sealed record EnvVar
{
    public string? Name { get; init; }
    public string? Value { get; init; }
    public EnvVarSource? ValueFrom { get; init; }
}

/// <summary>Where an environment variable's value comes from.</summary>
public sealed record EnvVarSource
{
    public ObjectFieldSelector? FieldRef { get; init; }
    public JsonElement? ResourceFieldRef { get; init; }
    public ConfigMapKeySelector? ConfigMapKeyRef { get; init; }
    public SecretKeySelector? SecretKeyRef { get; init; }
    public JsonElement? FileKeyRef { get; init; }
}

/// <summary>A field of the pod itself.</summary>
public sealed record ObjectFieldSelector
{
    public string? ApiVersion { get; init; }
    public string? FieldPath { get; init; }
}

/// <summary>A key of a ConfigMap.</summary>
public sealed record ConfigMapKeySelector
{
    public string? Name { get; init; }
    public string? Key { get; init; }
    public bool? Optional { get; init; }
}

/// <summary>A key of a Secret.</summary>
public sealed record SecretKeySelector
{
    public string? Name { get; init; }
    public string? Key { get; init; }
    public bool? Optional { get; init; }
}

/// <summary>Compute resources, by resource name (<c>cpu</c>, <c>memory</c>, <c>ephemeral-storage</c>, ...).</summary>
public sealed record ResourceRequirements : WireObject
{
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }
    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }
    public JsonElement? Claims { get; init; }
}

/// <summary>Where a volume appears in a container.</summary>
public sealed record VolumeMount
{
    public string? Name { get; init; }
    public bool? ReadOnly { get; init; }
    public string? RecursiveReadOnly { get; init; }
    public string? MountPath { get; init; }
    public string? SubPath { get; init; }
    public string? MountPropagation { get; init; }
    public string? SubPathExpr { get; init; }
}
