using System.Text.Json;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Which sources a volume names.</summary>
internal static class VolumeSources
{
    /// <summary>The wire names of the sources that are given; a valid volume has one after defaulting.</summary>
    /// <param name="volume">The volume.</param>
    public static IEnumerable<string> Of(Volume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        return All(volume).Where(s => s.Given).Select(s => s.Name);
    }

    private static (string Name, bool Given)[] All(Volume volume) =>
    [
        ("emptyDir", volume.EmptyDir is not null), ("downwardAPI", volume.DownwardAPI is not null),
        ("projected", volume.Projected is not null), ("hostPath", volume.HostPath is not null),
        ("secret", Given(volume.Secret)), ("configMap", Given(volume.ConfigMap)),
        ("persistentVolumeClaim", Given(volume.PersistentVolumeClaim)), ("ephemeral", Given(volume.Ephemeral)),
        ("csi", Given(volume.Csi)), ("image", Given(volume.Image)), ("nfs", Given(volume.Nfs)), ("iscsi", Given(volume.Iscsi)),
        ("glusterfs", Given(volume.Glusterfs)), ("rbd", Given(volume.Rbd)), ("flexVolume", Given(volume.FlexVolume)),
        ("cinder", Given(volume.Cinder)), ("cephfs", Given(volume.Cephfs)), ("flocker", Given(volume.Flocker)), ("fc", Given(volume.Fc)),
        ("gitRepo", Given(volume.GitRepo)), ("gcePersistentDisk", Given(volume.GcePersistentDisk)),
        ("awsElasticBlockStore", Given(volume.AwsElasticBlockStore)), ("azureFile", Given(volume.AzureFile)),
        ("azureDisk", Given(volume.AzureDisk)), ("vsphereVolume", Given(volume.VsphereVolume)), ("quobyte", Given(volume.Quobyte)),
        ("photonPersistentDisk", Given(volume.PhotonPersistentDisk)), ("portworxVolume", Given(volume.PortworxVolume)),
        ("scaleIO", Given(volume.ScaleIO)), ("storageos", Given(volume.Storageos)),
    ];

    private static bool Given(JsonElement? source) => source is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };
}
