namespace Portcullis.Admission.Reading;

/// <summary>Finds the profile that a request is to be judged by.</summary>
internal static class ProfileCheck
{
    /// <summary>The profile; null, with a reason, when there is none or requests may not name it.</summary>
    /// <param name="policy">The operator's policy.</param>
    /// <param name="asked">The name that the request gives, or null.</param>
    /// <param name="reasons">Where reasons go.</param>
    public static Profile? Find(AdmissionPolicy policy, string? asked, Reasons reasons)
    {
        var name = asked ?? policy.DefaultProfile;
        if (policy.Profiles.TryGetValue(name, out var profile) && (profile.Requestable || name == policy.DefaultProfile))
        {
            return profile;
        }

        // One that may not be named is no secret, but no more use to the caller than one that does not exist.
        var open = policy.Profiles.Where(pair => pair.Value.Requestable || pair.Key == policy.DefaultProfile).Select(pair => pair.Key);
        reasons.AddOfRequest("profile", profile is null ? "no such profile" : "may not be asked for", name, string.Join(", ", open.Order(StringComparer.Ordinal)));
        return null;
    }

    /// <summary>Where else to turn for something that the profile at hand does not grant.</summary>
    /// <param name="policy">The operator's policy.</param>
    /// <param name="what">What is missing, in words.</param>
    /// <param name="grants">Whether a profile grants it.</param>
    public static string Hint(AdmissionPolicy policy, string what, Func<Profile, bool> grants)
    {
        var others = policy.Profiles.Where(pair => pair.Value.Requestable && grants(pair.Value)).Select(pair => $"\"{pair.Key}\"").Order(StringComparer.Ordinal).ToList();
        return others.Count == 0
            ? $"ask the operator for a profile that grants {what}"
            : $"ask for the profile {string.Join(" or ", others)}, which grants {what}";
    }
}
