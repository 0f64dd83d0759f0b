using System.Buffers;
using System.Text.Json;
using Portcullis.Stacks.Problems;

namespace Portcullis.Api.Pipeline;

/// <summary>Reads a request's body as JSON, whatever its Content-Type says, up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int Largest = 1 << 20;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>The body as JSON; null when it is empty.</summary>
    /// <exception cref="StackException">It is too large or no JSON.</exception>
    public static async Task<JsonDocument?> ReadAsync(HttpContext http)
    {
        var body = await ReadBytesAsync(http);
        if (body.Length == 0)
        {
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(body, Strict);
            if (IsText(document.RootElement))
            {
                return document;
            }

            document.Dispose();
            throw Invalid("invalid json body: it holds half a surrogate pair, which is no text");
        }
        catch (JsonException error)
        {
            var place = error is { LineNumber: { } line, BytePositionInLine: { } column } ? $" at line {line + 1}, byte {column + 1}" : "";
            throw Invalid($"invalid json body{place}");
        }
    }

    // JSON may spell halves of surrogate pairs, and reading one as text throws: in names as well as in values.
    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(property => property.Name is not null && IsText(property.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsText),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>What to throw for a body that does not have the shape it should.</summary>
    public static StackException Invalid(string message, params IReadOnlyList<ProblemDetail> details) =>
        new(new(ProblemKind.BadRequest, StackReasons.InvalidJson, message, details));

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpContext http)
    {
        if (http.Request.ContentLength > Largest)
        {
            throw TooLarge();
        }

        var reader = http.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(http.RequestAborted);
            if (result.Buffer.Length > Largest)
            {
                reader.AdvanceTo(result.Buffer.End);
                throw TooLarge();
            }

            if (result.IsCompleted)
            {
                var bytes = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static StackException TooLarge() => Invalid("the body is too large", new ProblemDetail("", "is larger than a body may be", Allowed: "at most 1 MiB"));
}
