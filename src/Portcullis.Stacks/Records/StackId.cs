using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Portcullis.Stacks.Records;

/// <summary>The name of a stack: <c>stack-</c> and 16 lower-case hex digits.</summary>
public readonly record struct StackId
{
    private const string Prefix = "stack-";
    private const int HexDigits = 16;

    private static readonly SearchValues<char> HexDigit = SearchValues.Create("0123456789abcdef");

    private StackId(string text) => Text = text;

    /// <summary>The whole id, such as <c>stack-5f4987d26d0e8aef</c>.</summary>
    public string Text { get; }

    /// <summary>A random id, for a stack that belongs to nobody in particular.</summary>
    public static StackId Random()
    {
        Span<byte> bytes = stackalloc byte[HexDigits / 2];
        RandomNumberGenerator.Fill(bytes);
        return new(Prefix + Convert.ToHexStringLower(bytes));
    }

    /// <summary>The id of the one stack that <paramref name="owner"/> can have of <paramref name="challenge"/>.</summary>
    /// <remarks>
    /// The first 64 bits of SHA-256 over both texts in UTF-8, each preceded by its length in bytes (32 bits, big endian),
    /// so that ("a", "bc") and ("ab", "c") differ.
    /// </remarks>
    /// <param name="owner">Whom the stack is for.</param>
    /// <param name="challenge">Of what.</param>
    public static StackId For(string owner, string challenge)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, owner);
        Append(hash, challenge);
        return new(Prefix + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HexDigits / 2)));
    }

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="id">The id.</param>
    /// <returns>False when the text is no stack id.</returns>
    public static bool TryParse(string? text, out StackId id)
    {
        id = default;
        if (text is null || text.Length != Prefix.Length + HexDigits || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        if (text.AsSpan(Prefix.Length).ContainsAnyExcept(HexDigit))
        {
            return false;
        }

        id = new(text);
        return true;
    }

    /// <summary>The whole id.</summary>
    public override string ToString() => Text;

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
