using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Validation;

/// <summary>Rules for references to owners.</summary>
internal static class OwnerReferenceValidation
{
    public static void Check(IReadOnlyList<OwnerReference>? owners, FieldPath path, List<FieldError> errors)
    {
        string? controller = null;
        foreach (var owner in owners ?? [])
        {
            Check(owner, path, errors);
            if (owner.Controller != true)
            {
                continue;
            }

            var name = $"{owner.Kind}/{owner.Name}";
            if (controller is not null)
            {
                errors.Add(FieldError.Invalid(
                    path,
                    name,
                    $"Only one reference can have Controller set to true. Found \"true\" in references for {controller} and {name}"));
            }

            controller ??= name;
        }
    }

    private static void Check(OwnerReference owner, FieldPath path, List<FieldError> errors)
    {
        NotEmpty("apiVersion", owner.ApiVersion, "version must not be empty");
        NotEmpty("kind", owner.Kind, "must not be empty");
        NotEmpty("name", owner.Name, "must not be empty");
        NotEmpty("uid", owner.Uid, "must not be empty");
        if (owner is { ApiVersion: "v1", Kind: "Event" })
        {
            errors.Add(FieldError.Invalid(path, owner, "/v1, Kind=Event is disallowed from being an owner"));
        }

        void NotEmpty(string field, string? value, string detail)
        {
            if (string.IsNullOrEmpty(value))
            {
                errors.Add(FieldError.Invalid(path.Child(field), "", detail));
            }
        }
    }
}
