using System.Security.Cryptography;
using System.Text;

namespace Portcullis.Embedded.Tests.Conformance;

/// <summary>One request that goes to every server, word for word, and whose answers are compared.</summary>
/// <param name="Name">Unique in its scenario; later requests refer to the answer by it.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query; one without a leading slash lies in the scenario's namespace of the core group.</param>
/// <param name="Body">The body as it is sent; null for none.</param>
/// <remarks>
/// <c>$(ns)</c> and the other <see cref="Picks"/>, and <c>$(exchange:path.to.field)</c> for what an earlier answer of
/// the same server held, are put in before the request is sent; after a <c>|</c> stands what to put in where it held none.
/// </remarks>
internal sealed record Exchange(string Name, string Method, string Path, string? Body = null)
{
    public string ContentType { get; init; } = "application/json";

    public string? Accept { get; init; }

    /// <summary>For a watch: how many events are read before hanging up; null reads the answer to its end.</summary>
    public int? Events { get; init; }

    /// <summary>For what controllers bring about: asked again until this holds, then compared.</summary>
    public Condition? Until { get; init; }

    /// <summary>What a server is asked again for besides while it is recorded, since a controller that the embedded cluster lacks writes there.</summary>
    public Condition? RecordUntil { get; init; }

    /// <summary>Whether objects may come in any order, from a cache; they are compared sorted by name.</summary>
    public bool Unordered { get; init; }

    /// <summary>Whether the request carries no credentials.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Few characters that are others as soon as anything that matters to the answer is.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', Name, Method, Path, Body ?? "-", ContentType, Accept ?? "-", $"{Events}", $"{Until}", $"{RecordUntil}", $"{Unordered}", $"{Anonymous}"))))[..12];

    /// <summary>The same, asked again until the answer has this code.</summary>
    public Exchange UntilCode(int code) => this with { Until = new(code, null, null) };

    /// <summary>The same, asked again until a field has this text; empty for a field that is not there.</summary>
    public Exchange UntilField(string path, string value) => this with { Until = new(null, path, value) };
}

/// <summary>What an answer must be like before it is compared.</summary>
/// <param name="Code">The HTTP status code; null for any.</param>
/// <param name="Path">A field; null for none.</param>
/// <param name="Value">Its text, empty for a field that is not there; null for any.</param>
internal sealed record Condition(int? Code, string? Path, string? Value)
{
    public bool Holds(Reply reply) =>
        (Code is null || Code == reply.Code) && (Path is null || (Value is null ? reply.Field(Path) is not null : Value == (reply.Field(Path) ?? "")));
}
