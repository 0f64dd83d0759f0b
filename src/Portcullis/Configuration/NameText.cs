using System.Text.RegularExpressions;

namespace Portcullis.Configuration;

/// <summary>The shapes of names that settings may hold. <see href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/"/></summary>
internal static partial class NameText
{
    /// <summary>A DNS label of RFC 1123: lower case, digits and hyphens, at most 63.</summary>
    /// <param name="text">The text.</param>
    public static bool IsDnsLabel(string text) => text.Length <= 63 && DnsLabel().IsMatch(text);

    /// <summary>DNS labels joined by dots, at most 253.</summary>
    /// <param name="text">The text.</param>
    public static bool IsDnsSubdomain(string text) => text.Length <= 253 && text.Split('.').All(IsDnsLabel);

    /// <summary>A legal label value; the empty one is.</summary>
    /// <param name="text">The text.</param>
    public static bool IsLabelValue(string text) => text.Length == 0 || (text.Length <= 63 && Word().IsMatch(text));

    /// <summary>The key of a label or an annotation: <c>name</c> or <c>prefix/name</c>.</summary>
    /// <param name="text">The text.</param>
    public static bool IsQualifiedName(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var name = text[(slash + 1)..];
        return name.Length <= 63 && Word().IsMatch(name) && (slash < 0 || IsDnsSubdomain(text[..slash]));
    }

    /// <summary>A host that players can be sent to: a DNS name in either case, or an IP address without brackets.</summary>
    /// <param name="text">The text.</param>
    public static bool IsHost(string text) =>
        IpText.TryParse(text, out _)
        // A name that ends in a number is an address that went wrong, never a host name.
        || (IsDnsSubdomain(text.ToLowerInvariant()) && !char.IsAsciiDigit(text.Split('.')[^1][0]));

    /// <summary>A path below the kubelet's seccomp folder: relative, and never upwards.</summary>
    /// <param name="text">The text.</param>
    public static bool IsRelativePath(string text) =>
        text.Length > 0 && !text.StartsWith('/') && !text.Split('/').Any(part => part is "" or "." or "..");

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
