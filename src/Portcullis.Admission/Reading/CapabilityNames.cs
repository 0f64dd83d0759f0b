namespace Portcullis.Admission.Reading;

/// <summary>Spellings of capabilities.</summary>
internal static class CapabilityNames
{
    /// <summary>Every capability.</summary>
    public const string All = "ALL";

    /// <summary>As the profiles spell it. Container runtimes ignore case, so dropping must, too.</summary>
    public static string Canonical(string name)
    {
        var upper = name.Trim().ToUpperInvariant();
        return upper.StartsWith("CAP_", StringComparison.Ordinal) ? upper[4..] : upper;
    }
}
