using System.Security.Cryptography;

namespace Portcullis.Embedded.Objects;

/// <summary>Completes <c>generateName</c> as the API server does: five characters that make no words.</summary>
internal static class NameGenerator
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private const int MaxBaseLength = 63 - SuffixLength;

    public static string From(string prefix) =>
        (prefix.Length > MaxBaseLength ? prefix[..MaxBaseLength] : prefix) + RandomNumberGenerator.GetString(Alphabet, SuffixLength);
}
