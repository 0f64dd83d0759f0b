using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Volumes must be of the core types; others come through claims.</summary>
/// <remarks>Field: <c>volumes[*]</c>. Allowed: configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret.</remarks>
internal static class RestrictedVolumesCheck
{
    public static Check Check { get; } = new("restrictedVolumes", PodSecurityLevel.Restricted, new CheckVersion(0, V0)) { Overrides = "hostPathVolumes" };

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        List<string>? volumes = null;
        SortedSet<string>? types = null;
        for (var i = 0; i < spec.Volumes?.Count; i++)
        {
            if (spec.Volumes[i] is { } volume && VolumeSource.Allowed(volume) is null)
            {
                Wording.Add(ref volumes, volume.Name);
                Wording.Add(ref types, VolumeSource.Of(volume) ?? "unknown");
            }
        }

        return volumes is null
            ? null
            : new Finding(
                "restricted volume types",
                $"{Wording.Plural("volume", "volumes", volumes.Count)} {Wording.Quoted(volumes)} {Wording.Plural("uses", "use", volumes.Count)} "
                + $"restricted volume {Wording.Plural("type", "types", types!.Count)} {Wording.Quoted(types)}");
    }
}
