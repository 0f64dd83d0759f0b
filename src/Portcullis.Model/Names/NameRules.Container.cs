using Portcullis.Model.Addresses;

namespace Portcullis.Model.Names;

public static partial class NameRules
{
    private const string EnvVarFormat = "[-._a-zA-Z][-._a-zA-Z0-9]*";
    private const string ConfigMapKeyFormat = "[-._a-zA-Z0-9]+";

    /// <summary>The name of an environment variable by the rule that every cluster accepts.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> EnvVarName(string text)
    {
        List<string> errors = [];
        if (text.Length == 0 || char.IsAsciiDigit(text[0]) || text.AsSpan().ContainsAnyExcept(QualifiedCharacters))
        {
            errors.Add(Explain("a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit", EnvVarFormat, "my.env-name", "MY_ENV.NAME", "MyEnvName1"));
        }

        errors.AddRange(DirectoryLike(text));
        return errors;
    }

    /// <summary>The name of an environment variable by the rule of newer clusters (a feature gate from 1.30, the default from 1.32): printable ASCII but for <c>=</c>.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> RelaxedEnvVarName(string text) => text switch
    {
        "" => ["environment variable name must be non-empty"],
        _ when text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.Contains('=') =>
            ["a valid environment variable name must consist only of printable ASCII characters other than '='"],
        _ => [],
    };

    /// <summary>A key of a ConfigMap or a Secret.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> ConfigMapKey(string text)
    {
        List<string> errors = [.. TooLong(text, MaxSubdomainLength)];
        if (text.Length == 0 || text.AsSpan().ContainsAnyExcept(QualifiedCharacters))
        {
            errors.Add(Explain("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", ConfigMapKeyFormat, "key.name", "KEY_NAME", "key-name"));
        }

        errors.AddRange(DirectoryLike(text));
        return errors;
    }

    /// <summary>An IANA service name, the form of a container port's name.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> PortName(string text)
    {
        List<string> errors = [.. TooLong(text, MaxPortNameLength)];
        if (text.Length == 0 || text.AsSpan().ContainsAnyExcept(LabelCharacters))
        {
            errors.Add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }

        if (!text.AsSpan().ContainsAnyInRange('a', 'z'))
        {
            errors.Add("must contain at least one letter (a-z)");
        }

        if (text.Contains("--", StringComparison.Ordinal))
        {
            errors.Add("must not contain consecutive hyphens");
        }

        if (text.StartsWith('-') || text.EndsWith('-'))
        {
            errors.Add("must not begin or end with a hyphen");
        }

        return errors;
    }

    /// <summary>A port number: 1 to 65535.</summary>
    /// <param name="port">The number to judge.</param>
    public static IReadOnlyList<string> PortNumber(int port) =>
        port is >= 1 and <= 65535 ? [] : ["must be between 1 and 65535, inclusive"];

    /// <summary>An IP address, as <see cref="IPText.TryParseAddress"/> reads it.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> IPAddress(string text) =>
        IPText.TryParseAddress(text, out _) ? [] : ["must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"];

    /// <summary>An address block, as <see cref="IPText.TryParseCidr"/> reads it.</summary>
    /// <param name="text">The text to judge.</param>
    public static IReadOnlyList<string> Cidr(string text) =>
        IPText.TryParseCidr(text, out _, out _) ? [] : ["must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"];

    private static string[] DirectoryLike(string text) => text switch
    {
        "." => ["must not be '.'"],
        ".." => ["must not be '..'"],
        _ when text.StartsWith("..", StringComparison.Ordinal) => ["must not start with '..'"],
        _ => [],
    };
}
