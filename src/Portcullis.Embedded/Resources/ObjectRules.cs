using Portcullis.Model;
using Portcullis.Model.Defaulting;
using Portcullis.Model.Errors;

namespace Portcullis.Embedded.Resources;

/// <summary>The one place where the server asks the model for defaults and validation.</summary>
internal static class ObjectRules
{
    public static T Default<T>(T value)
        where T : KubernetesObject => ObjectDefaults.Apply(value);

    public static IReadOnlyList<FieldError> ValidateCreate<T>(T value)
        where T : KubernetesObject => value.Metadata.Name is { Length: > 0 } ? [] : [FieldError.Required("metadata.name", "name or generateName is required")];

    public static IReadOnlyList<FieldError> ValidateUpdate<T>(T value, T old)
        where T : KubernetesObject =>
        value.Metadata.Name == old.Metadata.Name ? [] : [FieldError.Invalid("metadata.name", value.Metadata.Name, "field is immutable")];
}
