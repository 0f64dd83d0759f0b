using Portcullis.Model.Errors;

namespace Portcullis.Model.Validation;

/// <summary>Short ways to add to a list of errors.</summary>
internal static class ErrorLists
{
    public static void Invalid(this List<FieldError> errors, FieldPath path, object? value, IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            errors.Add(FieldError.Invalid(path, value, message));
        }
    }

    /// <summary>Required when empty, else one of the supported values.</summary>
    public static void OneOf(this List<FieldError> errors, FieldPath path, string? value, params string[] supported)
    {
        if (string.IsNullOrEmpty(value))
        {
            errors.Add(FieldError.Required(path));
        }
        else if (!supported.Contains(value))
        {
            errors.Add(FieldError.NotSupported(path, value, supported));
        }
    }

    /// <summary>Absent, or one of the supported values.</summary>
    public static void OptionalOneOf(this List<FieldError> errors, FieldPath path, string? value, params string[] supported)
    {
        if (value is not null && !supported.Contains(value))
        {
            errors.Add(FieldError.NotSupported(path, value, supported));
        }
    }

    public static void NotNegative(this List<FieldError> errors, FieldPath path, long? value)
    {
        if (value < 0)
        {
            errors.Add(FieldError.Invalid(path, value, Messages.Negative));
        }
    }

    public static void Immutable<T>(this List<FieldError> errors, FieldPath path, T updated, T old)
    {
        if (!EqualityComparer<T>.Default.Equals(updated, old))
        {
            errors.Add(FieldError.Invalid(path, updated, Messages.Immutable));
        }
    }

    /// <summary>Entries in the order of their keys, so that errors come in one order whatever the map's.</summary>
    public static IEnumerable<KeyValuePair<string, T>> Sorted<T>(this IReadOnlyDictionary<string, T>? map) =>
        (map ?? new Dictionary<string, T>()).OrderBy(entry => entry.Key, StringComparer.Ordinal);

    public static IEnumerable<(FieldPath Path, T Item)> At<T>(this IReadOnlyList<T>? list, FieldPath path) =>
        (list ?? []).Select((item, index) => (path.Index(index), item));
}
