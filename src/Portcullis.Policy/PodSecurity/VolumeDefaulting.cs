using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.PodSecurity;

/// <summary>The one default of the API server that the standards turn on: a volume without a source is an emptyDir.</summary>
/// <remarks>Copies nothing of a pod that needs no default, as nearly all do.</remarks>
internal static class VolumeDefaulting
{
    public static PodSpec Apply(PodSpec spec)
    {
        for (var i = 0; i < spec.Volumes?.Count; i++)
        {
            if (IsWithoutSource(spec.Volumes[i]))
            {
                return spec with { Volumes = [.. spec.Volumes.Select(Default)] };
            }
        }

        return spec;
    }

    private static Volume Default(Volume volume) => IsWithoutSource(volume) ? volume with { EmptyDir = new EmptyDirVolumeSource() } : volume;

    private static bool IsWithoutSource(Volume? volume) => volume is not null && VolumeSource.Of(volume) is null;
}
