using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Portcullis.Client.Configuration;

/// <summary>Holds the connections to a cluster; new ones when the client certificate is renewed.</summary>
/// <remarks>
/// Requests under way, above all watches, end on the connections they began on; those are let go of and collected
/// once idle.
/// </remarks>
internal sealed class ConnectionHandler(ClusterAccess access) : HttpMessageHandler
{
    /// <summary>Where a request says which certificate it goes with.</summary>
    public static readonly HttpRequestOptionsKey<ClientCertificate?> CertificateKey = new("portcullis.client-certificate");

    private readonly Lock _gate = new();
    private HttpMessageInvoker? _current;
    private ClientCertificate? _certificate;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Connections(request.Options.TryGetValue(CertificateKey, out var certificate) ? certificate : null).SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Dispose();
        }
        base.Dispose(disposing);
    }

    private HttpMessageInvoker Connections(ClientCertificate? certificate)
    {
        lock (_gate)
        {
            if (_current is null || !ReferenceEquals(_certificate, certificate))
            {
                _current = new(Open(certificate));
                _certificate = certificate;
            }
            return _current;
        }
    }

    private SocketsHttpHandler Open(ClientCertificate? certificate) => new()
    {
        AllowAutoRedirect = false, // A redirect would carry the token to another server.
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // New addresses and certificates are noticed.
        KeepAlivePingDelay = TimeSpan.FromSeconds(30), // As client-go: a dead HTTP/2 connection is noticed in 45 s.
        KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
        UseProxy = access.Proxy is not null || !access.Server.IsLoopback,
        Proxy = access.Proxy is { } proxy ? Via(proxy) : null,
        ConnectCallback = ConnectAsync,
        SslOptions = Tls(access.Trust, certificate),
    };

    /// <summary>The base library ignores the name and password in a proxy's address.</summary>
    private static WebProxy Via(Uri proxy)
    {
        var user = proxy.UserInfo.Split(':', 2);
        return new(proxy)
        {
            Credentials = user[0].Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user.ElementAtOrDefault(1) ?? "")),
        };
    }

    private static SslClientAuthenticationOptions Tls(ServerTrust trust, ClientCertificate? certificate)
    {
        var options = new SslClientAuthenticationOptions { ClientCertificateContext = certificate?.Context };
        if (trust.SkipVerification)
        {
#pragma warning disable CA5359 // The operator asked for it: insecure-skip-tls-verify.
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (trust.Roots is { } roots)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
            policy.CustomTrustStore.AddRange(roots);
            options.CertificateChainPolicy = policy;
        }
        return options;
    }

    /// <summary>As the handler's own, plus keep-alive: a dead HTTP/1.1 connection under a silent watch is noticed, too.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(context.DnsEndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
