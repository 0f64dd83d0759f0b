using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Seccomp must be switched on.</summary>
/// <remarks>
/// Field: <c>securityContext.seccompProfile.type</c> of pod and containers. Allowed: RuntimeDefault, Localhost; unset on a
/// container of a pod that sets it. From 1.19; from 1.25, pods for Windows are exempt.
/// </remarks>
internal static class SeccompProfileRestrictedCheck
{
    public static Check Check { get; } = new("seccompProfile_restricted", PodSecurityLevel.Restricted, new(19, V19), new(25, V25)) { Overrides = "seccompProfile_baseline" };

    private static Finding? V25(ObjectMeta metadata, PodSpec spec) => Wording.IsWindows(spec) ? null : V19(metadata, spec);

    private static Finding? V19(ObjectMeta metadata, PodSpec spec)
    {
        if (SeccompProfileBaselineCheck.V19(metadata, spec) is { } finding)
        {
            return finding;
        }

        if (spec.SecurityContext?.SeccompProfile is not null)
        {
            return null;
        }

        List<string>? silent = null;
        foreach (var container in new PodContainers(spec))
        {
            if (container.SecurityContext?.SeccompProfile is null)
            {
                Wording.Add(ref silent, container.Name);
            }
        }

        return silent is null
            ? null
            : new Finding("seccompProfile", $"pod or {Wording.Containers(silent)} must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"");
    }
}
