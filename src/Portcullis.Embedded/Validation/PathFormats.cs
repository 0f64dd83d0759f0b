using Portcullis.Model.Errors;
using Portcullis.Model.Validation;

namespace Portcullis.Embedded.Validation;

/// <summary>Paths that must stay where they are put.</summary>
internal static class PathFormats
{
    /// <summary>Relative and without <c>..</c>.</summary>
    public static void Descending(string? path, FieldPath field, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(path))
        {
            return;
        }

        if (path.StartsWith('/'))
        {
            errors.Add(FieldError.Invalid(field, path, "must be a relative path"));
        }

        NoBacksteps(path, field, errors);
    }

    public static void NoBacksteps(string path, FieldPath field, List<FieldError> errors)
    {
        if (path.Split('/').Contains(".."))
        {
            errors.Add(FieldError.Invalid(field, path, Messages.Backsteps));
        }
    }

    /// <summary>As <see cref="Descending"/>, and not of a name that the kubelet keeps for itself.</summary>
    public static void NotReserved(string path, FieldPath field, List<FieldError> errors)
    {
        Descending(path, field, errors);
        if (path.StartsWith("..", StringComparison.Ordinal) && !path.StartsWith("../", StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid(field, path, "must not start with '..'"));
        }
    }
}
