using Portcullis.Model.Errors;
using Portcullis.Model.Names;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for references to the pod's own fields.</summary>
internal static class FieldReferenceValidation
{
    /// <summary>Names of the fields in this API version; others do not convert.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid",
        "spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName", "spec.schedulerName",
        "status.phase", "status.podIP", "status.podIPs", "status.hostIP", "status.hostIPs", "spec.host",
    };

    public static void Check(ObjectFieldSelector field, IReadOnlyList<string> supported, FieldPath path, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(field.ApiVersion))
        {
            errors.Add(FieldError.Required(path.Child("apiVersion")));
            return;
        }

        if (string.IsNullOrEmpty(field.FieldPath))
        {
            errors.Add(FieldError.Required(path.Child("fieldPath")));
            return;
        }

        if (Subscript(field.FieldPath) is var (name, key) && key is not null)
        {
            Subscripted(name, key, path, errors);
        }
        else if (!Known.Contains(field.FieldPath))
        {
            errors.Add(FieldError.Invalid(
                path.Child("fieldPath"),
                field.FieldPath,
                $"error converting fieldPath: field label not supported: {field.FieldPath}"));
        }
        else if (!supported.Contains(field.FieldPath))
        {
            errors.Add(FieldError.NotSupported(path.Child("fieldPath"), field.FieldPath, supported));
        }
    }

    private static void Subscripted(string name, string key, FieldPath path, List<FieldError> errors)
    {
        switch (name)
        {
            case "metadata.annotations":
                errors.Invalid(path, key.ToLowerInvariant(), NameRules.QualifiedName(key.ToLowerInvariant()));
                break;
            case "metadata.labels":
                errors.Invalid(path, key, NameRules.QualifiedName(key));
                break;
            default:
                errors.Add(FieldError.Invalid(
                    path.Child("fieldPath"),
                    $"{name}['{key}']",
                    $"error converting fieldPath: field label does not support subscript: {name}['{key}']"));
                break;
        }
    }

    /// <summary>Takes <c>metadata.labels['key']</c> apart.</summary>
    private static (string Name, string? Key) Subscript(string fieldPath)
    {
        var open = fieldPath.IndexOf("['", StringComparison.Ordinal);
        return open > 0 && fieldPath.EndsWith("']", StringComparison.Ordinal)
            ? (fieldPath[..open], fieldPath[(open + 2)..^2])
            : (fieldPath, null);
    }
}
