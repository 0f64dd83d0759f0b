using Portcullis.Admission.Reading;
using Portcullis.Model;

namespace Portcullis.Admission.Hardening;

/// <summary>Forces a container's security context: the meet of what the profile gives and what the manifest asked for.</summary>
internal static class ContainerHardening
{
    private static readonly SeccompProfile RuntimeDefault = new() { Type = "RuntimeDefault" };

    /// <summary>Hardens a container whose own context has been found to ask for no more than the profile gives.</summary>
    /// <param name="container">The container.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="podSeccomp">The pod's own seccomp profile, or null.</param>
    public static Container Apply(Container container, Profile profile, SeccompProfile? podSeccomp)
    {
        var asked = container.SecurityContext ?? new SecurityContext();
        return container with
        {
            SecurityContext = asked with
            {
                Privileged = false,
                AllowPrivilegeEscalation = profile.AllowPrivilegeEscalation && asked.AllowPrivilegeEscalation != false,
                SeccompProfile = asked.SeccompProfile ?? podSeccomp ?? RuntimeDefault,
                Capabilities = new Capabilities { Drop = [CapabilityNames.All], Add = Kept(asked.Capabilities, profile) },
            },
        };
    }

    /// <summary>What the profile grants less what the manifest drops; of a manifest that drops all, what it adds back.</summary>
    private static List<string>? Kept(Capabilities? asked, Profile profile)
    {
        var dropped = (asked?.Drop ?? []).Select(CapabilityNames.Canonical).ToHashSet(StringComparer.Ordinal);
        var kept = (dropped.Contains(CapabilityNames.All) ? asked?.Add ?? [] : profile.Capabilities)
            .Where(name => profile.Capabilities.Contains(name, StringComparer.Ordinal) && !dropped.Contains(name))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return kept.Count == 0 ? null : kept;
    }
}
