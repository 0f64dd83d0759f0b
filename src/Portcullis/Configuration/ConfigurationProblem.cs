namespace Portcullis.Configuration;

/// <summary>One thing that is wrong with one variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Found">What it holds; null when that must not be shown, or nothing is there.</param>
/// <param name="Allowed">What it may hold.</param>
internal sealed record ConfigurationProblem(string Name, string? Found, string Allowed)
{
    /// <summary>One line: the name, what was found, what is allowed.</summary>
    public override string ToString() => Found is null ? $"{Name}: {Allowed}" : $"{Name}: \"{Found}\" is not allowed; {Allowed}";
}
