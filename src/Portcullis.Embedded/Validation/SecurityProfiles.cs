using Portcullis.Model.Errors;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules that pods and containers share about who they run as and what confines them.</summary>
internal static class SecurityProfiles
{
    private static readonly string[] Types = ["Localhost", "RuntimeDefault", "Unconfined"];

    public static void Id(long? id, FieldPath path, List<FieldError> errors)
    {
        if (id is < 0 or > int.MaxValue)
        {
            errors.Add(FieldError.Invalid(path, id, Messages.InclusiveRange(0, int.MaxValue)));
        }
    }

    public static void Seccomp(SeccompProfile? profile, FieldPath path, List<FieldError> errors)
    {
        if (profile is null)
        {
            return;
        }

        var at = path.Child("localhostProfile");
        Type(profile.Type, "type is required when seccompProfile is set", path, errors);
        if (profile.Type == "Localhost")
        {
            if (profile.LocalhostProfile is null)
            {
                errors.Add(FieldError.Required(at, "must be set when seccomp type is Localhost"));
            }

            PathFormats.Descending(profile.LocalhostProfile, at, errors);
        }
        else if (profile.LocalhostProfile is not null)
        {
            errors.Add(FieldError.Invalid(at, profile.LocalhostProfile, "can only be set when seccomp type is Localhost"));
        }
    }

    public static void AppArmor(AppArmorProfile? profile, FieldPath path, List<FieldError> errors)
    {
        if (profile is null)
        {
            return;
        }

        var at = path.Child("localhostProfile");
        Type(profile.Type, "type is required when appArmorProfile is set", path, errors);
        switch (profile)
        {
            case { Type: "Localhost", LocalhostProfile: null }:
                errors.Add(FieldError.Required(at, "must be set when AppArmor type is Localhost"));
                break;
            case { Type: "Localhost", LocalhostProfile: var name } when name.Trim() != name:
                errors.Add(FieldError.Invalid(at, name, "must not be padded with whitespace"));
                break;
            case { Type: "Localhost", LocalhostProfile.Length: 0 }:
                errors.Add(FieldError.Required(at, "must be set when AppArmor type is Localhost"));
                break;
            case { Type: "RuntimeDefault" or "Unconfined", LocalhostProfile: { } superfluous }:
                errors.Add(FieldError.Invalid(at, superfluous, "can only be set when AppArmor type is Localhost"));
                break;
        }
    }

    private static void Type(string? type, string required, FieldPath path, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(type))
        {
            errors.Add(FieldError.Required(path.Child("type"), required));
        }
        else
        {
            errors.OptionalOneOf(path.Child("type"), type, Types);
        }
    }
}
