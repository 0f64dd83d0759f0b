using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>The node's files must not be mounted.</summary>
/// <remarks>Field: <c>volumes[*].hostPath</c>. Allowed: unset.</remarks>
internal static class HostPathVolumesCheck
{
    public static Check Check { get; } = new("hostPathVolumes", PodSecurityLevel.Baseline, new CheckVersion(0, V0));

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        List<string>? bad = null;
        for (var i = 0; i < spec.Volumes?.Count; i++)
        {
            if (spec.Volumes[i] is { HostPath: not null } volume)
            {
                Wording.Add(ref bad, volume.Name);
            }
        }

        return bad is null ? null : new Finding("hostPath volumes", $"{Wording.Plural("volume", "volumes", bad.Count)} {Wording.Quoted(bad)}");
    }
}
