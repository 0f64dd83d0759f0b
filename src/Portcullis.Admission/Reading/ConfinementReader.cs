using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Reading;

/// <summary>Reads seccomp and AppArmor profiles: one of those that the profile and the policy let a manifest choose.</summary>
/// <param name="context">What every reader needs.</param>
internal sealed class ConfinementReader(ReadContext context)
{
    // With the policy's Localhost profiles, which every profile lets a manifest choose.
    private readonly IReadOnlyList<ProfileChoice> _seccomp =
        [.. context.Profile.Seccomp, .. context.Policy.AllowedSeccompProfiles.Select(file => new ProfileChoice("Localhost", file))];

    public SeccompProfile? Seccomp(ObjectReader owner)
    {
        var choice = Read(owner.Object("seccompProfile"), _seccomp, Fields.Seccomp, "seccomp", profile => profile.Seccomp);
        return choice is { } chosen ? new SeccompProfile { Type = chosen.Type, LocalhostProfile = chosen.Name } : null;
    }

    /// <summary>Not read at all, and so refused, where the profile has no choice to offer.</summary>
    public AppArmorProfile? AppArmor(ObjectReader owner)
    {
        if (context.Profile.AppArmor.Count == 0)
        {
            return null;
        }

        var choice = Read(owner.Object("appArmorProfile"), context.Profile.AppArmor, Fields.AppArmor, "AppArmor", profile => profile.AppArmor);
        return choice is { } chosen ? new AppArmorProfile { Type = chosen.Type, LocalhostProfile = chosen.Name } : null;
    }

    private ProfileChoice? Read(
        ObjectReader? reader, IReadOnlyList<ProfileChoice> choices, KnownFields fields, string kind, Func<Profile, IReadOnlyList<ProfileChoice>> ofProfile)
    {
        if (reader is null)
        {
            return null;
        }

        var type = reader.FilledText("type");
        var file = reader.FilledText("localhostProfile");
        var choice = new ProfileChoice(type ?? "", file);
        if (type is null)
        {
            reader.Refuse("type", "required", null, Types(choices));
        }
        else if (type != "RuntimeDefault" && choices.All(allowed => allowed.Type != type) && type != "Localhost")
        {
            var hint = type == "Unconfined"
                ? ProfileCheck.Hint(context.Policy, $"{kind} Unconfined", profile => ofProfile(profile).Contains(ProfileChoice.Unconfined))
                : null;
            reader.Refuse("type", "not one of the allowed values", type, Types(choices), hint);
        }
        else if (type == "Localhost" && !choices.Contains(choice))
        {
            var files = choices.Where(allowed => allowed.Type == "Localhost").Select(allowed => allowed.Name!).ToList();
            reader.Refuse("localhostProfile", "not one of the allowed profiles", file, Shown.List(files));
        }
        else if (type != "Localhost" && file is not null)
        {
            reader.Refuse("localhostProfile", "only with type Localhost", file);
        }

        reader.Close(fields);
        return type is null ? null : choice;
    }

    private static string Types(IReadOnlyList<ProfileChoice> choices) =>
        string.Join(", ", choices.Select(choice => choice.Type).Prepend("RuntimeDefault").Append("Localhost").Distinct(StringComparer.Ordinal));
}
