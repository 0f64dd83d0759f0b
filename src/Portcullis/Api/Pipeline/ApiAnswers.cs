using System.Text.Json.Serialization.Metadata;
using Portcullis.Api.Contract;
using Portcullis.Stacks.Problems;

namespace Portcullis.Api.Pipeline;

/// <summary>Writes answers; the one place where problems become HTTP status codes.</summary>
internal static class ApiAnswers
{
    /// <summary>The Content-Type of every answer.</summary>
    public const string Json = "application/json; charset=utf-8";

    /// <summary>Callers of the compatible routes know these alone.</summary>
    public static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.BadRequest => StatusCodes.Status400BadRequest,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    public static Task WriteAsync<T>(HttpContext http, int status, T body, JsonTypeInfo<T> type)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(body, type, Json, http.RequestAborted);
    }

    public static Task WriteAsync(HttpContext http, StackProblem problem) => WriteAsync(http, StatusOf(problem.Kind), problem);

    public static Task WriteAsync(HttpContext http, int status, StackProblem problem) =>
        WriteAsync(http, status, StackResponses.Of(problem), ApiJson.Default.ErrorResponse);
}
