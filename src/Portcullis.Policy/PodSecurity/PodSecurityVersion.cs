using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portcullis.Policy.PodSecurity;

/// <summary>The Kubernetes version whose standards are meant: <c>v1.0</c> (the default value) and later, or the latest.</summary>
public readonly record struct PodSecurityVersion
{
    /// <summary>The newest minor version in which a check changed; later versions mean this one.</summary>
    public const int NewestMinor = 37;

    private const string Prefix = "v1.";

    private PodSecurityVersion(int minor) => Minor = minor;

    /// <summary>Whatever is newest.</summary>
    public static PodSecurityVersion Latest { get; } = new(int.MaxValue);

    /// <summary>The minor version, as it was given; that of <see cref="Latest"/> is above all.</summary>
    public int Minor { get; }

    /// <summary>Version 1.<paramref name="minor"/>.</summary>
    /// <param name="minor">The minor version, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static PodSecurityVersion Of(int minor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minor);
        return new PodSecurityVersion(minor);
    }

    /// <summary>Reads <c>v1.25</c> or <c>latest</c>, exactly as the labels of namespaces spell them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out PodSecurityVersion version)
    {
        version = Latest;
        if (text == "latest")
        {
            return true;
        }

        var digits = text?.StartsWith(Prefix, StringComparison.Ordinal) == true ? text[Prefix.Length..] : "";
        if (digits is "" or ['0', _, ..] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            return false;
        }

        version = new PodSecurityVersion(minor);
        return true;
    }

    /// <summary><c>v1.25</c> or <c>latest</c>.</summary>
    public override string ToString() => this == Latest ? "latest" : $"{Prefix}{Minor.ToString(CultureInfo.InvariantCulture)}";
}
