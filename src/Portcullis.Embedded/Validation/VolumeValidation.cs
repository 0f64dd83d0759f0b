using System.Text.Json;
using Portcullis.Embedded.Defaulting;
using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for volumes.</summary>
internal static class VolumeValidation
{
    private static readonly string[] HostPathTypes =
        ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];

    private static readonly string[] FileFields =
        ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];

    /// <summary>Checks all volumes and answers them by name.</summary>
    public static IReadOnlyDictionary<string, Volume> Check(IReadOnlyList<Volume>? volumes, FieldPath path, List<FieldError> errors)
    {
        var named = new Dictionary<string, Volume>(StringComparer.Ordinal);
        foreach (var (at, volume) in volumes.At(path))
        {
            var before = errors.Count;
            Source(volume, at, errors);
            Name(volume.Name ?? "", named, at.Child("name"), errors);
            if (errors.Count == before)
            {
                named.Add(volume.Name!, volume);
            }
        }

        return named;
    }

    private static void Name(string name, Dictionary<string, Volume> named, FieldPath path, List<FieldError> errors)
    {
        if (name.Length == 0)
        {
            errors.Add(FieldError.Required(path));
        }
        else
        {
            errors.Invalid(path, name, NameRules.Dns1123Label(name));
        }

        if (named.ContainsKey(name))
        {
            errors.Add(FieldError.Duplicate(path, name));
        }
    }

    private static void Source(Volume volume, FieldPath path, List<FieldError> errors)
    {
        var sources = VolumeSources.Of(volume).ToList();
        if (sources.Count == 0)
        {
            errors.Add(FieldError.Required(path, "must specify a volume type"));
            return;
        }

        foreach (var second in sources.Skip(1))
        {
            errors.Add(FieldError.Forbidden(path.Child(second), "may not specify more than 1 volume type"));
        }

        Given(volume, sources[0], path.Child(sources[0]), errors);
    }

    private static void Given(Volume volume, string source, FieldPath path, List<FieldError> errors)
    {
        switch (source)
        {
            case "emptyDir" when volume.EmptyDir!.SizeLimit is { Sign: < 0 }:
                errors.Add(FieldError.Forbidden(path.Child("sizeLimit"), "SizeLimit field must be a valid resource quantity"));
                break;
            case "hostPath":
                HostPath(volume.HostPath!, path, errors);
                break;
            case "downwardAPI":
                Mode(volume.DownwardAPI!.DefaultMode, path.Child("defaultMode"), errors);
                Files(volume.DownwardAPI.Items, path, errors);
                break;
            case "projected":
                Projected(volume.Projected!, path, errors);
                break;
            case "secret":
                RequiredText(volume.Secret, "secretName", path, errors);
                break;
            case "configMap":
                RequiredText(volume.ConfigMap, "name", path, errors);
                break;
            case "persistentVolumeClaim":
                RequiredText(volume.PersistentVolumeClaim, "claimName", path, errors);
                break;
        }
    }

    private static void HostPath(HostPathVolumeSource source, FieldPath path, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(source.Path))
        {
            errors.Add(FieldError.Required(path.Child("path")));
            return;
        }

        PathFormats.NoBacksteps(source.Path, path.Child("path"), errors);
        errors.OptionalOneOf(path.Child("type"), source.Type, HostPathTypes);
    }

    private static void Projected(ProjectedVolumeSource source, FieldPath path, List<FieldError> errors)
    {
        Mode(source.DefaultMode, path.Child("defaultMode"), errors);
        foreach (var (at, projection) in source.Sources.At(path.Child("sources")))
        {
            var given = new JsonElement?[] { projection.Secret, projection.ConfigMap, projection.ServiceAccountToken, projection.ClusterTrustBundle, projection.PodCertificate }
                .Count(p => p is not null) + (projection.DownwardAPI is null ? 0 : 1);
            if (given == 0)
            {
                errors.Add(FieldError.Required(at, "must specify a projected volume type"));
            }
            else if (given > 1)
            {
                errors.Add(FieldError.Forbidden(at, "may not specify more than 1 volume type per source"));
            }

            Files(projection.DownwardAPI?.Items, at.Child("downwardAPI"), errors);
        }
    }

    private static void Files(IReadOnlyList<DownwardApiVolumeFile>? files, FieldPath path, List<FieldError> errors)
    {
        // The paths below name the volume and not the item, as the API server's do.
        foreach (var file in files ?? [])
        {
            if (string.IsNullOrEmpty(file.Path))
            {
                errors.Add(FieldError.Required(path.Child("path")));
            }
            else
            {
                PathFormats.NotReserved(file.Path, path.Child("path"), errors);
            }

            if (file.FieldRef is { } field)
            {
                FieldReferenceValidation.Check(field, FileFields, path.Child("fieldRef"), errors);
                if (file.ResourceFieldRef is not null)
                {
                    errors.Add(FieldError.Invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously"));
                }
            }
            else if (file.ResourceFieldRef is null)
            {
                errors.Add(FieldError.Required(path, "one of fieldRef and resourceFieldRef is required"));
            }

            Mode(file.Mode, path.Child("mode"), errors);
        }
    }

    private static void Mode(int? mode, FieldPath path, List<FieldError> errors)
    {
        if (mode is < 0 or > 0x1FF)
        {
            errors.Add(FieldError.Invalid(path, mode, Messages.FileMode));
        }
    }

    private static void RequiredText(JsonElement? source, string property, FieldPath path, List<FieldError> errors)
    {
        if (source is not { ValueKind: JsonValueKind.Object } element
            || !element.TryGetProperty(property, out var text) || text.ValueKind != JsonValueKind.String || text.GetString()!.Length == 0)
        {
            errors.Add(FieldError.Required(path.Child(property)));
        }
    }
}
