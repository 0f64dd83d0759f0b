using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portcullis.Embedded.Api;

namespace Portcullis.Embedded.Http;

/// <summary>Serves the API on a socket: HTTP/1.1 in the clear, for loopback.</summary>
internal sealed class KestrelListener : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private KestrelListener(KestrelServer server, Uri address)
    {
        _server = server;
        Address = address;
    }

    public Uri Address { get; }

    /// <exception cref="IOException">The address is in use.</exception>
    public static async Task<KestrelListener> StartAsync(ApiServer api, IPEndPoint listen, ILoggerFactory loggers, CancellationToken stopping, CancellationToken cancellation)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(listen, l => l.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        var server = new KestrelServer(Options.Create(options), transport, loggers);
        await server.StartAsync(new Application(api, stopping), cancellation).ConfigureAwait(false);
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new KestrelListener(server, new Uri(address));
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever still holds a connection has had its requests ended already.
        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _server.Dispose();
    }

    private sealed class Application(ApiServer api, CancellationToken stopping) : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }

        public async Task ProcessRequestAsync(IFeatureCollection context)
        {
            var request = context.GetRequiredFeature<IHttpRequestFeature>();
            var lifetime = context.GetRequiredFeature<IHttpRequestLifetimeFeature>();
            var headers = request.Headers;
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(lifetime.RequestAborted, stopping);
            var call = new ApiRequest
            {
                Method = request.Method,
                Path = request.Path,
                Query = new QueryParameters(request.QueryString),
                Accept = headers.Accept.ToString(),
                ContentType = headers.ContentType.ToString(),
                Authorization = headers.Authorization.ToString(),
                UserAgent = headers.UserAgent.ToString(),
                Body = request.Body,
            };
            await api.HandleAsync(call, new KestrelResponse(context, lifetime), ends.Token).ConfigureAwait(false);
        }
    }

    private sealed class KestrelResponse(IFeatureCollection features, IHttpRequestLifetimeFeature lifetime) : ApiResponse
    {
        private readonly IHttpResponseBodyFeature _body = features.GetRequiredFeature<IHttpResponseBodyFeature>();

        public override PipeWriter Body => _body.Writer;

        public override void Start(int statusCode, string contentType, IReadOnlyList<KeyValuePair<string, string>> headers)
        {
            var response = features.GetRequiredFeature<IHttpResponseFeature>();
            response.StatusCode = statusCode;
            response.Headers.ContentType = contentType.Length > 0 ? contentType : default(Microsoft.Extensions.Primitives.StringValues);
            foreach (var group in headers.GroupBy(h => h.Key))
            {
                response.Headers[group.Key] = group.Select(h => h.Value).ToArray();
            }
        }

        public override void Abort() => lifetime.Abort();
    }
}
