using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Requests;

/// <summary>The API server said no.</summary>
/// <remarks>Branch on <see cref="StatusCode"/> and <see cref="Reason"/>, never on the message.</remarks>
public sealed class KubernetesApiException : Exception
{
    /// <summary>Makes the exception for an answer.</summary>
    /// <param name="request">The method and path, for the message.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="status">The body, or one made up from the HTTP status.</param>
    /// <param name="retryAfter">When the server wants to be asked again.</param>
    public KubernetesApiException(string request, int statusCode, Status status, TimeSpan? retryAfter)
        : base($"the cluster answered {statusCode} {status?.Reason} to {request}: {status?.Message}")
    {
        ArgumentNullException.ThrowIfNull(status);
        StatusCode = statusCode;
        Status = status;
        RetryAfter = retryAfter;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>What the server said; made up from the HTTP status when the body was no <c>Status</c>.</summary>
    public Status Status { get; }

    /// <summary>One of <see cref="StatusReasons"/>, or another word of the server.</summary>
    public string Reason => Status.Reason ?? "";

    /// <summary>The causes, such as the fields that are invalid; never null.</summary>
    public IReadOnlyList<StatusCause> Causes => Status.Details?.Causes ?? [];

    /// <summary>When the server wants to be asked again; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The object does not exist (404).</summary>
    public bool IsNotFound => StatusCode == 404;

    /// <summary>The name is taken (409 <c>AlreadyExists</c>).</summary>
    public bool IsAlreadyExists => StatusCode == 409 && Reason == StatusReasons.AlreadyExists;

    /// <summary>A precondition or the resource version did not hold (409, other than <c>AlreadyExists</c>).</summary>
    public bool IsConflict => StatusCode == 409 && Reason != StatusReasons.AlreadyExists;

    /// <summary>The resource version or continue token is too old (410).</summary>
    public bool IsExpired => StatusCode == 410 || Reason is StatusReasons.Expired or StatusReasons.Gone;

    /// <summary>
    /// Whether the server may have done what was asked all the same: any 5xx, save a 503 that asks to be repeated.
    /// A write must be looked up before it is repeated.
    /// </summary>
    public bool MayHaveBeenProcessed => StatusCode >= 500 && !(StatusCode == 503 && RetryAfter is not null);
}
