using Portcullis.Model.Errors;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for pods that say which operating system they are for.</summary>
internal static class OperatingSystemValidation
{
    public static void Check(PodSpec spec, FieldPath path, List<FieldError> errors)
    {
        switch (spec.Os?.Name)
        {
            case null when spec.Os is not null:
            case "":
                errors.Add(FieldError.Required(path.Child("os").Child("name"), "cannot be empty"));
                break;
            case "linux":
                NotWindows(spec, path, errors);
                break;
            case null or "windows":
                break;
            case var other:
                errors.Add(FieldError.NotSupported(path.Child("os"), other, "linux", "windows"));
                break;
        }
    }

    private static void NotWindows(PodSpec spec, FieldPath path, List<FieldError> errors)
    {
        const string Detail = "windows options cannot be set for a linux pod";
        if (spec.SecurityContext?.WindowsOptions is not null)
        {
            errors.Add(FieldError.Forbidden(path.Child("securityContext").Child("windowsOptions"), Detail));
        }

        foreach (var (at, container) in spec.InitContainers.At(path.Child("initContainers")).Concat(spec.Containers.At(path.Child("containers"))))
        {
            if (container.SecurityContext?.WindowsOptions is not null)
            {
                errors.Add(FieldError.Forbidden(at.Child("securityContext").Child("windowsOptions"), Detail));
            }
        }
    }
}
