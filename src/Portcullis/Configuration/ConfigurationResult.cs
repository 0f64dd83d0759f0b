namespace Portcullis.Configuration;

/// <summary>What reading the environment came to.</summary>
/// <param name="Warnings">What the operator should know, one line each; nothing secret.</param>
internal abstract record ConfigurationResult(IReadOnlyList<string> Warnings)
{
    /// <summary>Everything can be used.</summary>
    /// <param name="Configuration">What was read.</param>
    /// <param name="Warnings">What the operator should know.</param>
    internal sealed record Valid(PortcullisConfiguration Configuration, IReadOnlyList<string> Warnings) : ConfigurationResult(Warnings);

    /// <summary>Something is wrong.</summary>
    /// <param name="Problems">Everything that is, in the order of the documentation; at least one.</param>
    /// <param name="Warnings">What the operator should know.</param>
    internal sealed record Invalid(IReadOnlyList<ConfigurationProblem> Problems, IReadOnlyList<string> Warnings) : ConfigurationResult(Warnings);
}
