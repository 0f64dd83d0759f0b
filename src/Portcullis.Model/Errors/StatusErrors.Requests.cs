using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Errors;

/// <content>Failures of a request rather than of an object.</content>
public static partial class StatusErrors
{
    /// <summary>400: the request cannot be understood.</summary>
    /// <param name="message">Why not.</param>
    public static Status BadRequest(string message) => Of(400, StatusReasons.BadRequest, message);

    /// <summary>401: the caller is unknown.</summary>
    /// <param name="message">Why.</param>
    public static Status Unauthorized(string message = "Unauthorized") => Of(401, StatusReasons.Unauthorized, message);

    /// <summary>405: the path has no such method.</summary>
    public static Status UnknownMethod() =>
        Of(405, StatusReasons.MethodNotAllowed, "the server does not allow this method on the requested resource", new StatusDetails());

    /// <summary>406: the answer cannot be had in any accepted form.</summary>
    /// <param name="accepted">The media types that can be had.</param>
    public static Status NotAcceptable(params IEnumerable<string> accepted) =>
        Of(406, StatusReasons.NotAcceptable, $"only the following media types are accepted: {string.Join(", ", accepted)}");

    /// <summary>409 for server-side apply: other managers own what the caller would change.</summary>
    /// <param name="message">Which manager owns which field.</param>
    /// <param name="causes">One a field.</param>
    public static Status ApplyConflict(string message, IReadOnlyList<StatusCause> causes) =>
        Of(409, StatusReasons.Conflict, message, new StatusDetails { Causes = causes });

    /// <summary>410: what was asked for is no longer there.</summary>
    /// <param name="message">Why.</param>
    public static Status Gone(string message) => Of(410, StatusReasons.Gone, message);

    /// <summary>410: a resourceVersion or continue token is too old; the caller must list again.</summary>
    /// <param name="message">Why.</param>
    public static Status Expired(string message) => Of(410, StatusReasons.Expired, message);

    /// <summary>413: the body is too large.</summary>
    /// <param name="message">What the limit is.</param>
    public static Status RequestEntityTooLarge(string message) =>
        Of(413, StatusReasons.RequestEntityTooLarge, $"Request entity too large: {message}");

    /// <summary>415: the body is in a form that is not understood.</summary>
    /// <param name="accepted">The media types that are understood.</param>
    public static Status UnsupportedMediaType(params IEnumerable<string> accepted) => Of(
        415,
        StatusReasons.UnsupportedMediaType,
        $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}");

    /// <summary>429: come back later.</summary>
    /// <param name="retryAfterSeconds">How much later, in seconds.</param>
    /// <param name="message">Why.</param>
    public static Status TooManyRequests(int retryAfterSeconds, string message = "Too many requests, please try again later.") =>
        Of(429, StatusReasons.TooManyRequests, message, new StatusDetails { RetryAfterSeconds = retryAfterSeconds });

    /// <summary>500: a fault of the server.</summary>
    /// <param name="cause">What went wrong.</param>
    public static Status InternalError(string cause) => Of(
        500,
        StatusReasons.InternalError,
        $"Internal error occurred: {cause}",
        new StatusDetails { Causes = [new StatusCause { Message = cause }] });

    /// <summary>500: what went wrong has no reason of its own; the API server answers so to some faults of the caller, too.</summary>
    /// <param name="message">What went wrong.</param>
    public static Status Unexpected(string message) => Of(500, null, message);

    /// <summary>503: not now.</summary>
    /// <param name="message">Why.</param>
    public static Status ServiceUnavailable(string message) => Of(503, StatusReasons.ServiceUnavailable, message);

    /// <summary>504: the time allotted is over; what was asked may still happen.</summary>
    /// <param name="message">What took too long.</param>
    /// <param name="retryAfterSeconds">When to try again, in seconds.</param>
    public static Status Timeout(string message, int retryAfterSeconds = 0) => Of(
        504,
        StatusReasons.Timeout,
        $"Timeout: {message}",
        new StatusDetails { RetryAfterSeconds = retryAfterSeconds == 0 ? null : retryAfterSeconds });
}
