using System.IO.Pipelines;

namespace Portcullis.Embedded.Http;

/// <summary>Where the answer to one request goes.</summary>
internal abstract class ApiResponse
{
    /// <summary>The body. Write only after <see cref="Start"/>.</summary>
    public abstract PipeWriter Body { get; }

    /// <summary>Sets the status and the headers; the body may follow.</summary>
    /// <param name="statusCode">The HTTP status code.</param>
    /// <param name="contentType">The media type of the body; empty when there is none.</param>
    /// <param name="headers">Further headers.</param>
    public abstract void Start(int statusCode, string contentType, IReadOnlyList<KeyValuePair<string, string>> headers);

    /// <summary>Breaks the connection, as a crashed server does.</summary>
    public abstract void Abort();
}
