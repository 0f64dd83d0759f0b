using Portcullis.Embedded.Api;

namespace Portcullis.Embedded.Http;

/// <summary>Sends requests to the API server without a socket. Answers stream; cancelling works both ways.</summary>
internal sealed class InProcessHandler(ApiServer server, CancellationToken stopping) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("the request has no address");
        var body = request.Content is null ? Stream.Null : await request.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var call = new ApiRequest
        {
            Method = request.Method.Method,
            Path = Uri.UnescapeDataString(uri.AbsolutePath),
            Query = new QueryParameters(uri.Query),
            Accept = request.Headers.Accept.ToString(),
            ContentType = request.Content?.Headers.ContentType?.ToString() ?? "",
            Authorization = request.Headers.Authorization?.ToString() ?? "",
            UserAgent = request.Headers.UserAgent.ToString(),
            Body = body,
        };
        var exchange = new InProcessExchange(stopping);
        exchange.Run(token => server.HandleAsync(call, exchange, token));
        return await exchange.ResponseAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
