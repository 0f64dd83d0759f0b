using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Portcullis.Embedded.Simulation.NodePorts;

/// <summary>Answers TCP: a page to an HTTP request, a banner to everyone else, such as <c>nc</c>.</summary>
internal sealed partial class TcpPortListener : PortListener
{
    private const int MaxRequest = 8192;

    /// <summary>How long a client may keep silent before it is taken for one that waits to be spoken to.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>The longest a connection lives.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private static readonly string[] Methods = ["GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "OPTIONS ", "PATCH "];

    private readonly TcpListener _listener;
    private readonly SemaphoreSlim _connections;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private int _serving = 1;
    private readonly TaskCompletionSource _served = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="SocketException">The port cannot be opened.</exception>
    public TcpPortListener(NodePortTarget target, SemaphoreSlim connections, TimeProvider time, ILogger logger)
        : base(target)
    {
        _connections = connections;
        _time = time;
        _logger = logger;
        _listener = new TcpListener(target.Key.Address) { ExclusiveAddressUse = true };
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Done();
        await _served.Task.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false);
                Interlocked.Increment(ref _serving);
                _ = ServeAsync(client);
            }
            catch (SocketException gone) when (!_stopping.IsCancellationRequested)
            {
                // A client that went away before it was accepted.
                Log.Broken(_logger, Target.Key.Port, gone.SocketErrorCode);
                continue;
            }

            // Taken and given back at once: no more is accepted here while too many are served everywhere.
            await _connections.WaitAsync(_stopping.Token).ConfigureAwait(false);
            _connections.Release();
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var admitted = false;
        try
        {
            using var served = client;
            using var deadline = new CancellationTokenSource(Lifetime, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _stopping.Token);
            await _connections.WaitAsync(either.Token).ConfigureAwait(false);
            admitted = true;
            await AnswerAsync(client.GetStream(), either.Token).ConfigureAwait(false);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
            // The client hung up or was too slow; there is nobody to tell.
        }
        finally
        {
            if (admitted)
            {
                _connections.Release();
            }

            Done();
        }
    }

    private async Task AnswerAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[MaxRequest];
        var read = await FirstBytesAsync(stream, buffer, cancellation).ConfigureAwait(false);
        var isHttp = IsHttp(buffer.AsSpan(0, read));
        while (isHttp && read < MaxRequest && buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8) < 0)
        {
            var more = await stream.ReadAsync(buffer.AsMemory(read), cancellation).ConfigureAwait(false);
            if (more == 0)
            {
                break;
            }

            read += more;
        }

        var answer = isHttp ? TargetText.HttpResponse(Target, headOnly: buffer.AsSpan().StartsWith("HEAD "u8)) : TargetText.Banner(Target);
        await stream.WriteAsync(answer, cancellation).ConfigureAwait(false);
    }

    private async Task<int> FirstBytesAsync(NetworkStream stream, byte[] buffer, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            return await stream.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static bool IsHttp(ReadOnlySpan<byte> request)
    {
        foreach (var method in Methods)
        {
            if (request.Length >= method.Length && System.Text.Ascii.Equals(request[..method.Length], method))
            {
                return true;
            }
        }

        return false;
    }

    private void Done()
    {
        if (Interlocked.Decrement(ref _serving) == 0)
        {
            _served.TrySetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5211, Level = LogLevel.Debug, Message = "A connection to port {Port} broke before it was accepted ({Error})")]
        public static partial void Broken(ILogger logger, int port, SocketError error);
    }
}
