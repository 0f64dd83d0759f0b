using Portcullis.Admission.Reading;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Hardening;

/// <summary>Forces a container's security context: the meet of what the profile gives and what the manifest asked for.</summary>
/// <remarks>
/// INVARIANT: never looser than the profile, never looser than the manifest with what Kubernetes itself would have made of
/// it; hardening what is hardened changes nothing.
/// </remarks>
internal static class ContainerHardening
{
    /// <summary>Hardens a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="pod">The pod's hardened context, which the container inherits from.</param>
    public static Container Apply(Container container, Profile profile, PodSecurityContext pod)
    {
        var asked = container.SecurityContext ?? new SecurityContext();
        return container with
        {
            SecurityContext = asked with
            {
                Privileged = false,
                AllowPrivilegeEscalation = profile.AllowPrivilegeEscalation && asked.AllowPrivilegeEscalation != false,
                RunAsNonRoot = profile.RunAsNonRoot ? true : asked.RunAsNonRoot,
                ReadOnlyRootFilesystem = profile.ReadOnlyRootFilesystem ? true : asked.ReadOnlyRootFilesystem,
                SeccompProfile = Confinement.Seccomp(asked.SeccompProfile ?? pod.SeccompProfile, profile),
                AppArmorProfile = Confinement.AppArmor(asked.AppArmorProfile ?? pod.AppArmorProfile, profile),
                Capabilities = new Capabilities { Drop = [CapabilityNames.All], Add = Kept(asked.Capabilities, profile) },
            },
        };
    }

    /// <summary>
    /// What the manifest would hold by itself, as far as the profile grants it: the runtime's own and what it adds, less what
    /// it drops; of a manifest that drops all, what it adds back.
    /// </summary>
    private static List<string>? Kept(Capabilities? asked, Profile profile)
    {
        var dropped = (asked?.Drop ?? []).Select(CapabilityNames.Canonical).ToHashSet(StringComparer.Ordinal);
        var dropsAll = dropped.Contains(CapabilityNames.All);
        var kept = profile.Capabilities
            .Where(name => !dropped.Contains(name))
            .Where(name => (!dropsAll && CapabilityRules.IsRuntimeDefault(name)) || asked?.Add?.Contains(name, StringComparer.Ordinal) == true)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return kept.Count == 0 ? null : kept;
    }
}
