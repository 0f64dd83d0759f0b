using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Portcullis.Client.Tests.Support;

/// <summary>A loopback server that speaks TLS and just enough HTTP/1.1; answers every request with the cluster's version.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Func<string, int> _answer;
    private readonly Task _accepting;
    private readonly ConcurrentBag<Task> _connections = [];

    /// <param name="certificate">The server's.</param>
    /// <param name="answer">From a request's head to the status code.</param>
    public TlsServer(X509Certificate2 certificate, Func<string, int>? answer = null)
    {
        _certificate = certificate;
        _answer = answer ?? (_ => 200);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<(string Sni, string? Client, string Head)> Seen { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_connections);
        _stop.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            await using (var tls = new SslStream(client.GetStream()))
            {
                var sni = "";
                await tls.AuthenticateAsServerAsync(
                    (_, hello, _, _) =>
                    {
                        sni = hello.ServerName;
                        return new(new SslServerAuthenticationOptions
                        {
                            ServerCertificate = _certificate,
                            ClientCertificateRequired = true,
                            RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0,
                        });
                    },
                    state: null,
                    _stop.Token);
                while (await ReadHeadAsync(tls) is { } head)
                {
                    Seen.Enqueue((sni, tls.RemoteCertificate?.Subject, head));
                    const string Body = """{"major":"1","minor":"33+","gitVersion":"v1.33.1"}""";
                    await tls.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {_answer(head)} X\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"), _stop.Token);
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
        }
    }

    private async Task<string?> ReadHeadAsync(SslStream tls)
    {
        var buffer = new byte[16384];
        var length = 0;
        while (true)
        {
            var read = await tls.ReadAsync(buffer.AsMemory(length), _stop.Token);
            if (read == 0)
            {
                return null;
            }
            length += read;
            var head = Encoding.ASCII.GetString(buffer, 0, length);
            if (head.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                return head;
            }
        }
    }
}
