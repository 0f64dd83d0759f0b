using System.Text.Json;
using Portcullis.Model.Quantities;

namespace Portcullis.Model.Wire.Core;

/// <summary>A volume of a pod. Sources that Portcullis never grants are kept as raw JSON.</summary>
public sealed record Volume
{
    public string? Name { get; init; }
    public EmptyDirVolumeSource? EmptyDir { get; init; }
    public DownwardApiVolumeSource? DownwardAPI { get; init; }
    public ProjectedVolumeSource? Projected { get; init; }
    public HostPathVolumeSource? HostPath { get; init; }
    public JsonElement? Secret { get; init; }
    public JsonElement? ConfigMap { get; init; }
    public JsonElement? PersistentVolumeClaim { get; init; }
    public JsonElement? Ephemeral { get; init; }
    public JsonElement? Csi { get; init; }
    public JsonElement? Image { get; init; }
    public JsonElement? Nfs { get; init; }
    public JsonElement? Iscsi { get; init; }
    public JsonElement? Glusterfs { get; init; }
    public JsonElement? Rbd { get; init; }
    public JsonElement? FlexVolume { get; init; }
    public JsonElement? Cinder { get; init; }
    public JsonElement? Cephfs { get; init; }
    public JsonElement? Flocker { get; init; }
    public JsonElement? Fc { get; init; }
    public JsonElement? GitRepo { get; init; }
    public JsonElement? GcePersistentDisk { get; init; }
    public JsonElement? AwsElasticBlockStore { get; init; }
    public JsonElement? AzureFile { get; init; }
    public JsonElement? AzureDisk { get; init; }
    public JsonElement? VsphereVolume { get; init; }
    public JsonElement? Quobyte { get; init; }
    public JsonElement? PhotonPersistentDisk { get; init; }
    public JsonElement? PortworxVolume { get; init; }
    public JsonElement? ScaleIO { get; init; }
    public JsonElement? Storageos { get; init; }
}

/// <summary>An empty folder that lives as long as the pod.</summary>
public sealed record EmptyDirVolumeSource
{
    /// <summary>Empty (disk) or <c>Memory</c>.</summary>
    public string? Medium { get; init; }

    public Quantity? SizeLimit { get; init; }
}

/// <summary>A folder of the node.</summary>
public sealed record HostPathVolumeSource
{
    public string? Path { get; init; }
    public string? Type { get; init; }
}

/// <summary>Files made from the pod's own fields.</summary>
public sealed record DownwardApiVolumeSource : WireObject
{
    public IReadOnlyList<DownwardApiVolumeFile>? Items { get; init; }
    public int? DefaultMode { get; init; }
}

/// <summary>One such file.</summary>
public sealed record DownwardApiVolumeFile
{
    public string? Path { get; init; }
    public ObjectFieldSelector? FieldRef { get; init; }
    public JsonElement? ResourceFieldRef { get; init; }
    public int? Mode { get; init; }
}

/// <summary>Several sources in one folder.</summary>
public sealed record ProjectedVolumeSource : WireObject
{
    public IReadOnlyList<VolumeProjection>? Sources { get; init; }
    public int? DefaultMode { get; init; }
}

/// <summary>One source of a projected volume.</summary>
public sealed record VolumeProjection
{
    public DownwardApiProjection? DownwardAPI { get; init; }
    public JsonElement? Secret { get; init; }
    public JsonElement? ConfigMap { get; init; }
    public JsonElement? ServiceAccountToken { get; init; }
    public JsonElement? ClusterTrustBundle { get; init; }
    public JsonElement? PodCertificate { get; init; }
}

/// <summary>The pod's own fields inside a projected volume.</summary>
public sealed record DownwardApiProjection : WireObject
{
    public IReadOnlyList<DownwardApiVolumeFile>? Items { get; init; }
}
