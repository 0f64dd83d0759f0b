namespace Portcullis.Api.Pipeline;

/// <summary>Logs each request: method, route, status, time. Never a query, a header or a body: those hold secrets.</summary>
internal sealed partial class RequestLogMiddleware(RequestDelegate next, TimeProvider time, ILogger<RequestLogMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            // The route's pattern and not the path, which a caller writes.
            var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
            Log.Request(logger, http.Request.Method, route, http.Response.StatusCode, time.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1003, LogLevel.Debug, "{Method} {Route} {Status} {Milliseconds:0.0} ms")]
        public static partial void Request(ILogger logger, string method, string route, int status, double milliseconds);
    }
}
