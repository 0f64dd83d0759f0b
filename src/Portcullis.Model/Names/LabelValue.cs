using System.Security.Cryptography;
using System.Text;

namespace Portcullis.Model.Names;

/// <summary>Label values made from free text, such as the owner of a stack.</summary>
public static class LabelValue
{
    private const string HashPrefix = "sha256-";
    private const int HashDigits = 40;

    /// <summary>
    /// The text itself when it is a legal label value; else <c>sha256-</c> and the first 40 hex digits (160 bits) of
    /// the SHA-256 of its UTF-8 form.
    /// </summary>
    /// <param name="text">The text. A legal one that begins with <c>sha256-</c> is hashed too, so that nobody can pass for another by spelling out a hash.</param>
    /// <returns>A legal label value; the same for the same text, in every version of this program.</returns>
    public static string ForText(string text) =>
        NameRules.LabelValue(text).Count == 0 && !text.StartsWith(HashPrefix, StringComparison.Ordinal)
            ? text
            : HashPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits];
}
