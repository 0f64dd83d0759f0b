using Portcullis.Model.Errors;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for the security context of a container.</summary>
internal static class ContainerSecurityValidation
{
    public static void Check(SecurityContext? context, bool hostUsers, FieldPath path, List<FieldError> errors)
    {
        if (context is null)
        {
            return;
        }

        SecurityProfiles.Id(context.RunAsUser, path.Child("runAsUser"), errors);
        SecurityProfiles.Id(context.RunAsGroup, path.Child("runAsGroup"), errors);
        errors.OptionalOneOf(path.Child("procMount"), context.ProcMount, "Default", "Unmasked");
        if (hostUsers && context.ProcMount == "Unmasked")
        {
            errors.Add(FieldError.Invalid(path.Child("procMount"), context.ProcMount, "`hostUsers` must be false to use `Unmasked`"));
        }

        SecurityProfiles.Seccomp(context.SeccompProfile, path.Child("seccompProfile"), errors);
        if (context.AllowPrivilegeEscalation == false)
        {
            Contradictions(context, path, errors);
        }

        SecurityProfiles.AppArmor(context.AppArmorProfile, path.Child("appArmorProfile"), errors);
    }

    /// <summary>What grants privileges all the same. Only the prefixed spelling of the capability is looked for, as upstream.</summary>
    private static void Contradictions(SecurityContext context, FieldPath path, List<FieldError> errors)
    {
        if (context.Privileged == true)
        {
            errors.Add(FieldError.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"));
        }

        if (context.Capabilities?.Add?.Contains("CAP_SYS_ADMIN") == true)
        {
            errors.Add(FieldError.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN"));
        }
    }
}
