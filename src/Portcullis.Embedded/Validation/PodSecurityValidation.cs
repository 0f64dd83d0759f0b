using Portcullis.Model.Errors;
using Portcullis.Model.Validation;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Validation;

/// <summary>Rules for the security context and the host namespaces of a pod.</summary>
internal static class PodSecurityValidation
{
    public static void Check(PodSpec spec, FieldPath specPath, List<FieldError> errors)
    {
        var path = specPath.Child("securityContext");
        if (spec.SecurityContext is { } context)
        {
            Context(context, path, errors);
        }

        if (spec.ShareProcessNamespace == true && spec.HostPID == true)
        {
            errors.Add(FieldError.Invalid(path.Child("shareProcessNamespace"), true, "ShareProcessNamespace and HostPID cannot both be enabled"));
        }

        if (spec.HostUsers == false)
        {
            NotWithOwnUsers(spec.HostNetwork, "hostNetwork");
            NotWithOwnUsers(spec.HostPID, "HostPID");
            NotWithOwnUsers(spec.HostIPC, "HostIPC");
        }

        void NotWithOwnUsers(bool? shared, string field)
        {
            if (shared == true)
            {
                errors.Add(FieldError.Forbidden(specPath.Child(field), "when `pod.Spec.HostUsers` is false"));
            }
        }
    }

    private static void Context(PodSecurityContext context, FieldPath path, List<FieldError> errors)
    {
        SecurityProfiles.Id(context.FsGroup, path.Child("fsGroup"), errors);
        SecurityProfiles.Id(context.RunAsUser, path.Child("runAsUser"), errors);
        SecurityProfiles.Id(context.RunAsGroup, path.Child("runAsGroup"), errors);
        foreach (var (at, group) in context.SupplementalGroups.At(path.Child("supplementalGroups")))
        {
            SecurityProfiles.Id(group, at, errors);
        }

        Sysctls(context.Sysctls, path.Child("sysctls"), errors);
        errors.OptionalOneOf(path.Child("fsGroupChangePolicy"), context.FsGroupChangePolicy, "Always", "OnRootMismatch");
        SecurityProfiles.Seccomp(context.SeccompProfile, path.Child("seccompProfile"), errors);
        SecurityProfiles.AppArmor(context.AppArmorProfile, path.Child("appArmorProfile"), errors);
        errors.OptionalOneOf(path.Child("supplementalGroupsPolicy"), context.SupplementalGroupsPolicy, "Merge", "Strict");
        errors.OptionalOneOf(path.Child("seLinuxChangePolicy"), context.SeLinuxChangePolicy, "MountOption", "Recursive");
    }

    private static void Sysctls(IReadOnlyList<Sysctl>? sysctls, FieldPath path, List<FieldError> errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, sysctl) in sysctls.At(path))
        {
            var name = sysctl.Name ?? "";
            if (name.Length == 0)
            {
                errors.Add(FieldError.Required(at.Child("name")));
            }
            else if (!IsSysctl(name))
            {
                errors.Add(FieldError.Invalid(
                    at.Child("name"),
                    name,
                    "must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$"));
            }
            else if (!names.Add(name))
            {
                errors.Add(FieldError.Duplicate(at.Child("name"), name));
            }
        }
    }

    private static bool IsSysctl(string name) => name.Length <= 253 && name.Split('.', '/').All(part =>
        part.Length > 0
        && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
        && char.IsAsciiLetterOrDigit(part[0]) && char.IsAsciiLetterOrDigit(part[^1]));
}
