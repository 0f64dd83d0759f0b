namespace Portcullis.Model.Errors;

/// <summary>One thing that is wrong with one field, in the wording of the Kubernetes API server.</summary>
/// <param name="Type">What is wrong.</param>
/// <param name="Field">The path of the field; empty for the whole object.</param>
/// <param name="BadValue">What was found: null, a string, a number, a bool, a wire value or a list of strings; repeated in the message unless the type says otherwise.</param>
/// <param name="Detail">What was expected; may be empty.</param>
public sealed record FieldError(FieldErrorType Type, string Field, object? BadValue, string Detail)
{
    /// <summary>The reason of a status cause: <c>FieldValueRequired</c> and so on.</summary>
    public string Reason => Type switch
    {
        FieldErrorType.InternalError => "InternalError",
        _ => $"FieldValue{Type}",
    };

    /// <summary>The message without the field: <c>Invalid value: "x": must be ...</c>.</summary>
    public string Body
    {
        get
        {
            var head = ShowsValue ? $"{Label}: {FieldValue.Format(BadValue)}" : Label;
            return Detail.Length == 0 ? head : $"{head}: {Detail}";
        }
    }

    private string Label => Type switch
    {
        FieldErrorType.NotFound => "Not found",
        FieldErrorType.Required => "Required value",
        FieldErrorType.Duplicate => "Duplicate value",
        FieldErrorType.NotSupported => "Unsupported value",
        FieldErrorType.Forbidden => "Forbidden",
        FieldErrorType.TooLong => "Too long",
        FieldErrorType.TooMany => "Too many",
        FieldErrorType.InternalError => "Internal error",
        _ => "Invalid value",
    };

    private bool ShowsValue => Type is not (FieldErrorType.Required or FieldErrorType.Forbidden or FieldErrorType.TooLong or FieldErrorType.InternalError);

    /// <summary>A value refers to something that is not there.</summary>
    /// <param name="field">Where.</param>
    /// <param name="value">What was found.</param>
    /// <param name="detail">What was expected.</param>
    public static FieldError NotFound(FieldPath field, object? value, string detail = "") => new(FieldErrorType.NotFound, At(field), value, detail);

    /// <summary>A value is missing.</summary>
    /// <param name="field">Where.</param>
    /// <param name="detail">What was expected.</param>
    public static FieldError Required(FieldPath field, string detail = "") => new(FieldErrorType.Required, At(field), "", detail);

    /// <summary>A value that must be unique is not.</summary>
    /// <param name="field">Where.</param>
    /// <param name="value">What was found.</param>
    /// <param name="detail">What was expected.</param>
    public static FieldError Duplicate(FieldPath field, object? value, string detail = "") => new(FieldErrorType.Duplicate, At(field), value, detail);

    /// <summary>A value is malformed or out of bounds.</summary>
    /// <param name="field">Where.</param>
    /// <param name="value">What was found.</param>
    /// <param name="detail">What was expected.</param>
    public static FieldError Invalid(FieldPath field, object? value, string detail) => new(FieldErrorType.Invalid, At(field), value, detail);

    /// <summary>A value is none of those that an enumeration knows.</summary>
    /// <param name="field">Where.</param>
    /// <param name="value">What was found.</param>
    /// <param name="supported">The values that are known, in the order to show them.</param>
    public static FieldError NotSupported(FieldPath field, object? value, params IEnumerable<string> supported)
    {
        var list = string.Join(", ", supported.Select(FieldValue.Quote));
        return new(FieldErrorType.NotSupported, At(field), value, list.Length == 0 ? "" : $"supported values: {list}");
    }

    /// <summary>A well-formed value is not permitted under these conditions.</summary>
    /// <param name="field">Where.</param>
    /// <param name="detail">Why not.</param>
    public static FieldError Forbidden(FieldPath field, string detail) => new(FieldErrorType.Forbidden, At(field), "", detail);

    /// <summary>A value is too long.</summary>
    /// <param name="field">Where.</param>
    /// <param name="maxBytes">The greatest length in bytes.</param>
    public static FieldError TooLong(FieldPath field, int maxBytes) => new(FieldErrorType.TooLong, At(field), "", $"may not be more than {maxBytes} bytes");

    /// <summary>A list has too many items.</summary>
    /// <param name="field">Where.</param>
    /// <param name="actual">How many there are.</param>
    /// <param name="max">How many there may be.</param>
    public static FieldError TooMany(FieldPath field, int actual, int max) => new(FieldErrorType.TooMany, At(field), actual, $"must have at most {max} items");

    /// <summary>A value is of another type than the field's.</summary>
    /// <param name="field">Where.</param>
    /// <param name="value">What was found.</param>
    /// <param name="detail">What was expected.</param>
    public static FieldError TypeInvalid(FieldPath field, object? value, string detail) => new(FieldErrorType.TypeInvalid, At(field), value, detail);

    /// <summary>The fault is not the caller's.</summary>
    /// <param name="field">Where.</param>
    /// <param name="detail">What went wrong.</param>
    public static FieldError InternalError(FieldPath field, string detail) => new(FieldErrorType.InternalError, At(field), null, detail);

    /// <summary>The field and the message.</summary>
    public override string ToString() => $"{Field}: {Body}";

    private static string At(FieldPath field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.ToString();
    }
}
