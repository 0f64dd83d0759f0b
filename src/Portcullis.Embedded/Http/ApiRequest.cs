namespace Portcullis.Embedded.Http;

/// <summary>One HTTP request, whichever way it came in.</summary>
internal sealed record ApiRequest
{
    public required string Method { get; init; }

    /// <summary>The path, percent-decoded.</summary>
    public required string Path { get; init; }

    public required QueryParameters Query { get; init; }

    public string Accept { get; init; } = "";

    public string ContentType { get; init; } = "";

    public string Authorization { get; init; } = "";

    public string UserAgent { get; init; } = "";

    public Stream Body { get; init; } = Stream.Null;
}
