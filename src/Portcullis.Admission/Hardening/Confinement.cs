using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Hardening;

/// <summary>Seccomp and AppArmor: what was chosen, or what a manifest that chose nothing gets, which is never Unconfined.</summary>
internal static class Confinement
{
    private static readonly SeccompProfile RuntimeDefault = new() { Type = ProfileChoice.RuntimeDefault.Type };

    public static SeccompProfile Seccomp(SeccompProfile? asked, Profile profile)
    {
        if (asked is not null && MayStay(asked.Type, profile.Seccomp))
        {
            return asked;
        }

        return First(profile.Seccomp) is { Type: "Localhost" } first ? new SeccompProfile { Type = first.Type, LocalhostProfile = first.Name } : RuntimeDefault;
    }

    /// <summary>Null, the cluster's own, where the profile has no choice to offer.</summary>
    public static AppArmorProfile? AppArmor(AppArmorProfile? asked, Profile profile)
    {
        if (asked is not null && MayStay(asked.Type, profile.AppArmor))
        {
            return asked;
        }

        return First(profile.AppArmor) is { } first ? new AppArmorProfile { Type = first.Type, LocalhostProfile = first.Name } : null;
    }

    private static ProfileChoice? First(IReadOnlyList<ProfileChoice> choices)
    {
        foreach (var choice in choices)
        {
            if (choice != ProfileChoice.Unconfined)
            {
                return choice;
            }
        }

        return null;
    }

    // Which Localhost profiles there are was looked at when the manifest was read.
    private static bool MayStay(string? type, IReadOnlyList<ProfileChoice> choices) =>
        type != ProfileChoice.Unconfined.Type || choices.Contains(ProfileChoice.Unconfined);
}
