using System.Diagnostics.CodeAnalysis;

namespace Portcullis.Admission;

/// <summary>A seccomp or AppArmor profile that may be chosen.</summary>
/// <param name="Type"><c>RuntimeDefault</c>, <c>Unconfined</c> or <c>Localhost</c>.</param>
/// <param name="Name">With <c>Localhost</c>, its name on the node; else null.</param>
public readonly record struct ProfileChoice(string Type, string? Name)
{
    private const string LocalhostPrefix = "Localhost/";

    /// <summary>The container runtime's own.</summary>
    public static ProfileChoice RuntimeDefault { get; } = new("RuntimeDefault", null);

    /// <summary>None: more than the baseline level of the Pod Security Standards allows.</summary>
    public static ProfileChoice Unconfined { get; } = new("Unconfined", null);

    /// <summary>Reads <c>RuntimeDefault</c>, <c>Unconfined</c> or <c>Localhost/NAME</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="choice">The choice.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out ProfileChoice choice)
    {
        choice = text switch
        {
            "RuntimeDefault" => RuntimeDefault,
            "Unconfined" => Unconfined,
            _ when text?.StartsWith(LocalhostPrefix, StringComparison.Ordinal) == true && IsName(text[LocalhostPrefix.Length..]) =>
                new ProfileChoice("Localhost", text[LocalhostPrefix.Length..]),
            _ => default,
        };
        return choice.Type is not null;
    }

    /// <summary>As <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => Name is null ? Type : LocalhostPrefix + Name;

    private static bool IsName(string name) => name.Trim() is { Length: > 0 } trimmed && trimmed == name && Reading.Syntax.IsDescendingPath(name);
}

/// <summary>A range of user or group ids.</summary>
/// <param name="Min">The lowest.</param>
/// <param name="Max">The highest.</param>
/// <param name="Default">What a manifest that names none gets: the image's own might lie outside.</param>
public sealed record IdRange(long Min, long Max, long Default)
{
    /// <summary>Whether an id lies in it.</summary>
    /// <param name="id">The id.</param>
    public bool Contains(long id) => id >= Min && id <= Max;

    /// <summary><c>1000 to 65535</c>.</summary>
    public override string ToString() => $"{Min} to {Max}";
}
