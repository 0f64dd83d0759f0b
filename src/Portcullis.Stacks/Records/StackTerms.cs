using Portcullis.Model.Names;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Stacks.Records;

/// <summary>What a caller gives beside the manifest and a stack keeps: first as wished, then settled, from then on as it is.</summary>
/// <remarks>
/// Written to a stack's objects here, and read from them here, and nowhere else. Texts in it are their callers': they are
/// shown as text, and stand in no log, metric or event.
/// </remarks>
public sealed record StackTerms
{
    /// <summary>Whom the stack is for; with <see cref="Challenge"/> it makes the create idempotent. Null for an anonymous stack.</summary>
    public string? Owner { get; init; }

    /// <summary>What it is of.</summary>
    public string? Challenge { get; init; }

    /// <summary>Whatever the caller wants to be shown with it; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary><c>none</c> or <c>internet</c>; null only in a wish that leaves it to <see cref="StackSettings.DefaultEgress"/>.</summary>
    public string? Egress { get; init; }

    /// <summary>The profile that it is admitted under; null only in a wish that leaves it to <see cref="StackSettings.DefaultProfile"/>.</summary>
    public string? Profile { get; init; }

    /// <summary>Whether that profile went beyond the baseline level of the Pod Security Standards when the stack was made.</summary>
    public bool BeyondBaseline { get; init; }

    /// <summary>The names of the variables that the caller gave, in ordinal order; their values are in the stack's Secret alone.</summary>
    public IReadOnlyList<string> EnvNames { get; init; } = [];

    /// <summary>Compared by identity: see the names.</summary>
    /// <param name="other">The terms to compare with.</param>
    public bool Equals(StackTerms? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The wish with everything decided that it left open.</summary>
    /// <param name="profile">The name of the profile that the manifest was admitted under.</param>
    /// <param name="envNames">The names of the caller's variables.</param>
    /// <param name="settings">What holds where the caller said nothing.</param>
    internal StackTerms Settle(string profile, IReadOnlyList<string> envNames, StackSettings settings) => this with
    {
        Egress = Egress ?? settings.DefaultEgress,
        Profile = profile,
        BeyondBaseline = settings.Profiles.GetValueOrDefault(profile)?.BeyondBaseline == true,
        EnvNames = envNames,
    };

    /// <summary>What Service and Pod carry as labels: to be selected by, and so hashed where a text is no legal value.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Labels() => Given(
        (StackKeys.Egress, Egress),
        (StackKeys.Profile, Hashed(Profile)),
        (StackKeys.Owner, Hashed(Owner)),
        (StackKeys.Challenge, Hashed(Challenge)));

    /// <summary>What the Service carries as annotations: the texts themselves.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Annotations() => Given(
        (StackKeys.Owner, Owner),
        (StackKeys.Challenge, Challenge),
        (StackKeys.Note, Note),
        (StackKeys.BeyondBaseline, BeyondBaseline ? "true" : null),
        (StackKeys.EnvNames, EnvNames.Count > 0 ? string.Join(',', EnvNames) : null));

    /// <summary>Reads the terms back.</summary>
    /// <param name="service">The metadata of a stack's Service. What versions before this one did not write is absent.</param>
    internal static StackTerms Of(ObjectMeta service)
    {
        return new()
        {
            Owner = Annotation(StackKeys.Owner),
            Challenge = Annotation(StackKeys.Challenge),
            Note = Annotation(StackKeys.Note),
            Egress = Label(StackKeys.Egress) ?? "none",
            Profile = Label(StackKeys.Profile) ?? "baseline",
            BeyondBaseline = Annotation(StackKeys.BeyondBaseline) == "true",
            EnvNames = Annotation(StackKeys.EnvNames)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
        };

        string? Annotation(string key) => service.Annotations?.GetValueOrDefault(key);

        string? Label(string key) => service.Labels?.GetValueOrDefault(key);
    }

    private static string? Hashed(string? text) => text is null ? null : LabelValue.ForText(text);

    private static IEnumerable<KeyValuePair<string, string>> Given(params IEnumerable<(string Key, string? Value)> texts) =>
        from text in texts where text.Value is not null select KeyValuePair.Create(text.Key, text.Value!);
}
