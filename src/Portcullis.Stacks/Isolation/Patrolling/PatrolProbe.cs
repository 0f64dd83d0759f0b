using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Portcullis.Stacks.Isolation.Airlock;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>Whether Portcullis itself gets an answer from what patrols try: without that, their silence proves nothing.</summary>
/// <param name="connect">Whether somebody answers at an address, where there are no packets to try it with; null sends real ones.</param>
/// <param name="time">The clock.</param>
internal sealed class PatrolProbe(Func<IPEndPoint, CancellationToken, Task<bool>>? connect, TimeProvider time)
{
    private const int DnsPort = 53;
    private const int EchoMilliseconds = 1500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Who serves the root (RFC 1035): any name server answers that somehow, and so does whoever refuses it.
    private static readonly byte[] Question = [0x50, 0x43, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1];

    /// <summary>Tries one; false also where it cannot be tried from here.</summary>
    /// <param name="target">The target.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> AnswersAsync(PatrolTarget target, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var end = new IPEndPoint(target.Address, target.Port);
        try
        {
            return await (connect is not null ? connect(end, either.Token) : target.Protocol switch
            {
                PatrolProtocol.Tcp => TargetReach.ConnectAsync(end, either.Token),
                PatrolProtocol.Echo => EchoAsync(target.Address),
                _ when target.Port == DnsPort => AskAsync(end, either.Token),

                // What speaks there over UDP is not known, and so nor is what would make it answer.
                _ => Task.FromResult(false),
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<bool> AskAsync(IPEndPoint end, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new Socket(end.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(end, cancellationToken);
            await socket.SendAsync(Question, cancellationToken);
            return await socket.ReceiveAsync(new byte[512], cancellationToken) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<bool> EchoAsync(IPAddress address)
    {
        try
        {
            using var ping = new Ping();
            return (await ping.SendPingAsync(address, EchoMilliseconds)).Status == IPStatus.Success;
        }
        catch (Exception error) when (error is PingException or PlatformNotSupportedException or NotSupportedException)
        {
            // A process without the right to: then nothing is known of echoes.
            return false;
        }
    }
}
