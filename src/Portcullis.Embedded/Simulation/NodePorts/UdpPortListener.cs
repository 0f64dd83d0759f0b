using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Portcullis.Embedded.Simulation.NodePorts;

/// <summary>Answers each datagram with one.</summary>
internal sealed partial class UdpPortListener : PortListener
{
    private readonly Socket _socket;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    /// <exception cref="SocketException">The port cannot be opened.</exception>
    public UdpPortListener(NodePortTarget target, ILogger logger)
        : base(target)
    {
        _logger = logger;
        _socket = new Socket(target.Key.Address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ExclusiveAddressUse = true };
        try
        {
            _socket.Bind(target.Key.Address);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        _serving = ServeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[2048];
        var anyone = new IPEndPoint(Target.Key.IsV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (true)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, anyone, _stopping.Token).ConfigureAwait(false);
                await _socket.SendToAsync(TargetText.Banner(Target), SocketFlags.None, received.RemoteEndPoint, _stopping.Token).ConfigureAwait(false);
            }
            catch (SocketException fault)
            {
                // Such as an earlier answer that found nobody; the next datagram is another matter.
                Log.Broken(_logger, Target.Key.Port, fault.SocketErrorCode);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 5212, Level = LogLevel.Debug, Message = "A datagram on port {Port} could not be answered ({Error})")]
        public static partial void Broken(ILogger logger, int port, SocketError error);
    }
}
