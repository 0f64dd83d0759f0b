using System.Security.Cryptography;
using System.Text;

namespace Portcullis.Configuration;

/// <summary>The keys that callers may send; several, so that a key can be changed without a gap.</summary>
/// <remarks>Only digests are kept. Comparing takes the same time whatever is sent and whichever key matches.</remarks>
internal sealed class ApiKeys
{
    private readonly byte[][] _digests;

    /// <summary>Keeps the digests of some keys.</summary>
    /// <param name="keys">The keys; none means that no candidate is accepted.</param>
    public ApiKeys(IEnumerable<Secret> keys) => _digests = [.. keys.Select(key => Digest(key.Reveal()))];

    /// <summary>No key at all: nothing is accepted.</summary>
    public static ApiKeys None { get; } = new([]);

    /// <summary>How many keys there are.</summary>
    public int Count => _digests.Length;

    /// <summary>Whether what a caller sent is one of the keys.</summary>
    /// <param name="candidate">What was sent; null or empty is never accepted.</param>
    public bool Accepts(string? candidate)
    {
        if (string.IsNullOrEmpty(candidate))
        {
            return false;
        }

        var digest = Digest(candidate);
        var accepted = false;
        foreach (var known in _digests)
        {
            // No short cut: which of the keys matched must not show in the time it took.
            accepted |= CryptographicOperations.FixedTimeEquals(known, digest);
        }

        return accepted;
    }

    /// <summary>How many keys, never which.</summary>
    public override string ToString() => $"{_digests.Length} key(s)";

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
