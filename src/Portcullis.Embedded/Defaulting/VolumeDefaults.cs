using System.Text.Json;
using System.Text.Json.Nodes;
using Portcullis.Model.Defaulting;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Defaults of volumes: one without a source is an emptyDir, files are readable (0644).</summary>
internal static class VolumeDefaults
{
    /// <summary>0644, the mode of files made from objects.</summary>
    private const int FileMode = 420;

    private const int TokenSeconds = 3600;

    public static Volume Apply(Volume volume)
    {
        if (!VolumeSources.Of(volume).Any())
        {
            return volume with { EmptyDir = new EmptyDirVolumeSource() };
        }

        return volume with
        {
            DownwardAPI = Apply(volume.DownwardAPI),
            Projected = Apply(volume.Projected),
            HostPath = volume.HostPath is { Type: null } path ? path with { Type = "" } : volume.HostPath,
            Secret = WithNumber(volume.Secret, "defaultMode", FileMode),
            ConfigMap = WithNumber(volume.ConfigMap, "defaultMode", FileMode),
        };
    }

    private static DownwardApiVolumeSource? Apply(DownwardApiVolumeSource? source) =>
        source is null ? null : source with { Items = source.Items.Map(Apply), DefaultMode = source.DefaultMode ?? FileMode };

    private static ProjectedVolumeSource? Apply(ProjectedVolumeSource? source) =>
        source is null ? null : source with { Sources = source.Sources.Map(Apply), DefaultMode = source.DefaultMode ?? FileMode };

    private static VolumeProjection Apply(VolumeProjection projection) => projection with
    {
        DownwardAPI = projection.DownwardAPI is { } downward ? downward with { Items = downward.Items.Map(Apply) } : null,
        ServiceAccountToken = WithNumber(projection.ServiceAccountToken, "expirationSeconds", TokenSeconds),
    };

    private static DownwardApiVolumeFile Apply(DownwardApiVolumeFile file) =>
        file.FieldRef is { ApiVersion: null or "" } field ? file with { FieldRef = field with { ApiVersion = "v1" } } : file;

    private static JsonElement? WithNumber(JsonElement? source, string property, int value)
    {
        if (source is not { ValueKind: JsonValueKind.Object } element
            || (element.TryGetProperty(property, out var present) && present.ValueKind != JsonValueKind.Null))
        {
            return source;
        }

        var edited = JsonObject.Create(element)!;
        edited[property] = value;
        return JsonSerializer.Deserialize(edited.ToJsonString(), ModelJson.Default.JsonElement);
    }
}
