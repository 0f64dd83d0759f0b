using Portcullis.Configuration;
using Portcullis.Stacks.Problems;

namespace Portcullis.Api.Pipeline;

/// <summary>Lets nobody in without a key, before a single byte of the body is read.</summary>
internal sealed class ApiKeyMiddleware(RequestDelegate next, ApiSettings settings)
{
    private const string Header = "X-API-KEY";
    private const string Query = "api_key";

    public Task InvokeAsync(HttpContext http)
    {
        if (!settings.KeyRequired || IsOpen(http.Request.Path) || settings.Keys.Accepts(KeyOf(http.Request)))
        {
            return next(http);
        }

        return ApiAnswers.WriteAsync(
            http,
            StatusCodes.Status401Unauthorized,
            new StackProblem(ProblemKind.BadRequest, StackReasons.Unauthorized, "invalid api key", [new(Header, "is missing or wrong", Hint: "send one of the keys in API_KEY as this header")]));
    }

    private static bool IsOpen(PathString path) =>
        path == "/livez" || path == "/readyz" || path == "/metrics" || path.StartsWithSegments("/openapi", StringComparison.Ordinal);

    private string? KeyOf(HttpRequest request) =>
        request.Headers.TryGetValue(Header, out var header) ? header.ToString()
        : settings.KeyInQueryAllowed && request.Query.TryGetValue(Query, out var query) ? query.ToString()
        : null;
}
