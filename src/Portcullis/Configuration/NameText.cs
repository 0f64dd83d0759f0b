using Portcullis.Model.Addresses;
using Portcullis.Model.Names;

namespace Portcullis.Configuration;

/// <summary>The shapes of names that settings may hold, as yes or no.</summary>
internal static class NameText
{
    /// <summary>A DNS label of RFC 1123: lower case, digits and hyphens, at most 63.</summary>
    /// <param name="text">The text.</param>
    public static bool IsDnsLabel(string text) => NameRules.Dns1123Label(text).Count == 0;

    /// <summary>DNS labels joined by dots, at most 253.</summary>
    /// <param name="text">The text.</param>
    public static bool IsDnsSubdomain(string text) => NameRules.Dns1123Subdomain(text).Count == 0;

    /// <summary>A legal label value; the empty one is.</summary>
    /// <param name="text">The text.</param>
    public static bool IsLabelValue(string text) => NameRules.LabelValue(text).Count == 0;

    /// <summary>The key of a label or an annotation: <c>name</c> or <c>prefix/name</c>.</summary>
    /// <param name="text">The text.</param>
    public static bool IsQualifiedName(string text) => NameRules.QualifiedName(text).Count == 0;

    /// <summary>A host that players can be sent to: a DNS name in either case, or an IP address without brackets.</summary>
    /// <param name="text">The text.</param>
    public static bool IsHost(string text) =>
        IPText.TryParseAddress(text, out _)
        // A name that ends in a number is an address that went wrong, never a host name.
        || (IsDnsSubdomain(text.ToLowerInvariant()) && !char.IsAsciiDigit(text.Split('.')[^1][0]));

    /// <summary>A path below the kubelet's seccomp folder: relative, and never upwards.</summary>
    /// <param name="text">The text.</param>
    public static bool IsRelativePath(string text) =>
        text.Length > 0 && !text.StartsWith('/') && !text.Split('/').Any(part => part is "" or "." or "..");
}
