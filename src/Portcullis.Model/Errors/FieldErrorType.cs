namespace Portcullis.Model.Errors;

/// <summary>
/// What is wrong with a field.
/// <see href="https://pkg.go.dev/k8s.io/apimachinery/pkg/util/validation/field#ErrorType"/>
/// </summary>
public enum FieldErrorType
{
    /// <summary>A value refers to something that is not there.</summary>
    NotFound,

    /// <summary>A value is missing.</summary>
    Required,

    /// <summary>A value that must be unique is not.</summary>
    Duplicate,

    /// <summary>A value is malformed or out of bounds.</summary>
    Invalid,

    /// <summary>A value is none of those that an enumeration knows.</summary>
    NotSupported,

    /// <summary>A well-formed value is not permitted under these conditions.</summary>
    Forbidden,

    /// <summary>A value is too long; it is not repeated in the message.</summary>
    TooLong,

    /// <summary>A list has too many items.</summary>
    TooMany,

    /// <summary>The fault is not the caller's.</summary>
    InternalError,

    /// <summary>A value is of another type than the field's.</summary>
    TypeInvalid,
}
