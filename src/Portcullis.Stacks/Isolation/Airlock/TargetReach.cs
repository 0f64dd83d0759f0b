using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>Tries out whether Portcullis itself reaches what airlocks must not reach: without that, silence proves nothing.</summary>
/// <remarks>Connects when somebody asks and the last answer has grown old, and never else. Readers do not wait.</remarks>
/// <param name="targets">The addresses as of now.</param>
/// <param name="connect">Whether somebody answers at an address.</param>
/// <param name="time">The clock.</param>
internal sealed class TargetReach(Func<IReadOnlyList<IPEndPoint>> targets, Func<IPEndPoint, CancellationToken, Task<bool>> connect, TimeProvider time)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile IReadOnlyList<ReachedTarget> _known = [];

    /// <summary>Says that the answer is another one; called outside any lock.</summary>
    public event Action? Changed;

    /// <summary>What is known of these targets; asks for it to be tried again where it is old or missing.</summary>
    /// <param name="wanted">The targets.</param>
    public IReadOnlyList<ReachedTarget> Look(IReadOnlyList<IPEndPoint> wanted)
    {
        var known = _known;
        if (AreOld(known, wanted))
        {
            _asked.Writer.TryWrite(true);
        }

        return [.. known.Where(one => wanted.Contains(one.Target))];
    }

    /// <summary>Tries when asked to, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _asked.Reader.ReadAllAsync(cancellationToken))
        {
            var before = _known;
            var wanted = targets();
            if (!AreOld(before, wanted))
            {
                // Somebody looked while the answer was on its way.
                continue;
            }

            var tried = await Task.WhenAll(wanted.Select(target => TryAsync(target, cancellationToken)));
            _known = tried;
            if (!Same(before, tried))
            {
                Changed?.Invoke();
            }
        }
    }

    /// <summary>Opens a TCP connection, and closes it.</summary>
    public static async Task<bool> ConnectAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(target, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private bool AreOld(IReadOnlyList<ReachedTarget> known, IReadOnlyList<IPEndPoint> wanted)
    {
        var now = time.GetUtcNow();
        return wanted.Any(target => !known.Any(one => one.Target.Equals(target) && now - one.At < GoodFor));
    }

    private async Task<ReachedTarget> TryAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var isReached = false;
        try
        {
            isReached = await connect(target, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody answers.
        }

        return new(target, isReached, time.GetUtcNow());
    }

    private static bool Same(IReadOnlyList<ReachedTarget> a, IReadOnlyList<ReachedTarget> b) =>
        a.Select(one => (one.Target, one.IsReached)).SequenceEqual(b.Select(one => (one.Target, one.IsReached)));
}
