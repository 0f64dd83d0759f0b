using Portcullis.Model.Errors;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for what a container mounts.</summary>
internal static class VolumeMountValidation
{
    public static void Check(Container container, IReadOnlyDictionary<string, Volume> volumes, FieldPath path, List<FieldError> errors)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, mount) in container.VolumeMounts.At(path))
        {
            Name(mount, volumes, at, errors);
            if (string.IsNullOrEmpty(mount.MountPath))
            {
                errors.Add(FieldError.Required(at.Child("mountPath")));
            }

            if (!paths.Add(mount.MountPath ?? ""))
            {
                errors.Add(FieldError.Invalid(at.Child("mountPath"), mount.MountPath ?? "", "must be unique"));
            }

            // The paths below stop at the list, as the API server's do.
            PathFormats.Descending(mount.SubPath, path.Child("subPath"), errors);
            if (!string.IsNullOrEmpty(mount.SubPathExpr) && !string.IsNullOrEmpty(mount.SubPath))
            {
                errors.Add(FieldError.Invalid(at.Child("subPathExpr"), mount.SubPathExpr, "subPathExpr and subPath are mutually exclusive"));
            }

            PathFormats.Descending(mount.SubPathExpr, path.Child("subPathExpr"), errors);
            Propagation(mount, container, path, errors);
        }
    }

    private static void Name(VolumeMount mount, IReadOnlyDictionary<string, Volume> volumes, FieldPath path, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(mount.Name))
        {
            errors.Add(FieldError.Required(path.Child("name")));
        }

        if (!volumes.ContainsKey(mount.Name ?? ""))
        {
            errors.Add(FieldError.NotFound(path.Child("name"), mount.Name ?? ""));
        }
    }

    private static void Propagation(VolumeMount mount, Container container, FieldPath path, List<FieldError> errors)
    {
        errors.OptionalOneOf(path.Child("mountPropagation"), mount.MountPropagation, "Bidirectional", "HostToContainer", "None");
        if (mount.MountPropagation == "Bidirectional" && container.SecurityContext?.Privileged != true)
        {
            errors.Add(FieldError.Forbidden(path.Child("mountPropagation"), "Bidirectional mount propagation is available only to privileged containers"));
        }

        var recursive = path.Child("recursiveReadOnly");
        errors.OptionalOneOf(recursive, mount.RecursiveReadOnly, "Disabled", "Enabled", "IfPossible");
        if (mount.RecursiveReadOnly is "Enabled" or "IfPossible")
        {
            if (mount.ReadOnly != true)
            {
                errors.Add(FieldError.Forbidden(recursive, "may only be specified when readOnly is true"));
            }

            if (mount.MountPropagation is not (null or "None"))
            {
                errors.Add(FieldError.Forbidden(recursive, "may only be specified when mountPropagation is None or not specified"));
            }
        }
    }
}
