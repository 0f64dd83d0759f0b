using System.Text;
using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Requests;

/// <summary>Turns an answer that is no success into the exception that callers see.</summary>
internal static class ErrorResponse
{
    /// <summary>How much of a body that is no <c>Status</c> (a proxy's page) goes into the message.</summary>
    private const int LongestQuote = 256;

    public static KubernetesApiException Read(ApiRequest request, int statusCode, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var status = TryReadStatus(body) ?? MakeUp(statusCode, body);
        retryAfter ??= status.Details?.RetryAfterSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
        return new(request.ToString(), statusCode, status, retryAfter);
    }

    /// <summary>Reads <c>Retry-After</c>, which is a number of seconds or a date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    private static Status? TryReadStatus(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonPeek.Kind(body) == "Status" ? JsonSerializer.Deserialize(body, ModelJson.Default.Status) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Status MakeUp(int statusCode, ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body).Trim();
        return new()
        {
            ApiVersion = "v1",
            Kind = "Status",
            Outcome = "Failure",
            Code = statusCode,
            Reason = ReasonOf(statusCode),
            Message = text.Length == 0 ? "no further explanation" : text.Length > LongestQuote ? text[..LongestQuote] : text,
        };
    }

    /// <summary>The API server's own pairs of code and reason, see apimachinery's <c>api/errors</c>.</summary>
    private static string ReasonOf(int statusCode) => statusCode switch
    {
        400 => StatusReasons.BadRequest,
        401 => StatusReasons.Unauthorized,
        403 => StatusReasons.Forbidden,
        404 => StatusReasons.NotFound,
        405 => StatusReasons.MethodNotAllowed,
        406 => StatusReasons.NotAcceptable,
        409 => StatusReasons.Conflict,
        410 => StatusReasons.Gone,
        413 => StatusReasons.RequestEntityTooLarge,
        415 => StatusReasons.UnsupportedMediaType,
        422 => StatusReasons.Invalid,
        429 => StatusReasons.TooManyRequests,
        500 => StatusReasons.InternalError,
        503 => StatusReasons.ServiceUnavailable,
        504 => StatusReasons.Timeout,
        _ => "Unknown",
    };
}
