using System.Net;
using System.Net.Sockets;
using Portcullis.Stacks.Isolation.Airlock;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

/// <summary>The script as a script: real busybox, real connections, on loopback.</summary>
public sealed class AirlockScriptTests
{
    [Fact]
    public async Task Nobody_who_answers_lets_it_pass()
    {
        using var busybox = new Busybox();

        var outcome = await busybox.RunAsync(30, ClosedPort());

        (outcome.Result, outcome.Attempts).ShouldBe((AirlockResult.Passed, 3));
    }

    [Fact]
    public async Task Both_families_are_tried()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "there is no IPv6 on this machine");
        using var busybox = new Busybox();
        using var listener = Listen(IPAddress.IPv6Loopback);

        (await busybox.RunAsync(5, ClosedPort(), (IPEndPoint)listener.LocalEndpoint)).ShouldBe(
            new AirlockOutcome(AirlockResult.NotEnforced, null, null, listener.LocalEndpoint.ToString()), Comparison);
        listener.Stop();
        (await busybox.RunAsync(30, ClosedPort(), (IPEndPoint)listener.LocalEndpoint)).Passed.ShouldBeTrue();
    }

    [Fact]
    public async Task One_who_answers_to_the_end_keeps_it_shut()
    {
        using var busybox = new Busybox();
        using var listener = Listen(IPAddress.Loopback);
        var serving = ServeAsync(listener, connection => connection.Dispose(), int.MaxValue);

        var outcome = await busybox.RunAsync(5, ClosedPort(), (IPEndPoint)listener.LocalEndpoint);

        outcome.ShouldBe(new AirlockOutcome(AirlockResult.NotEnforced, null, null, listener.LocalEndpoint.ToString()), Comparison);
        outcome.Attempts!.Value.ShouldBeGreaterThan(3);
        listener.Stop();
        await serving;
    }

    // Its server neither speaks nor hangs up, so that the call does not come back: that is an answer, too.
    [Fact]
    public async Task One_who_only_holds_the_line_keeps_it_shut()
    {
        using var busybox = new Busybox();
        using var listener = Listen(IPAddress.Loopback);
        var held = new List<Socket>();
        var serving = ServeAsync(listener, held.Add, int.MaxValue);

        (await busybox.RunAsync(5, (IPEndPoint)listener.LocalEndpoint)).Result.ShouldBe(AirlockResult.NotEnforced);

        listener.Stop();
        await serving;
        held.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task It_waits_until_the_walls_are_felt()
    {
        using var busybox = new Busybox();
        using var listener = Listen(IPAddress.Loopback);
        const int answered = 6;
        var serving = ServeAsync(listener, connection => connection.Dispose(), answered);

        var outcome = await busybox.RunAsync(60, (IPEndPoint)listener.LocalEndpoint, ClosedPort());

        outcome.Passed.ShouldBeTrue();
        outcome.Attempts!.Value.ShouldBeGreaterThanOrEqualTo(answered + 3);
        await serving;
    }

    [Fact]
    public async Task Silence_counts_as_no_answer()
    {
        using var busybox = new Busybox();

        // Nobody accepts, and the queue is full: whoever comes now hears nothing at all.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var waiting = Enumerable.Range(0, 8).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        using var stop = new CancellationTokenSource();
        var connects = waiting.Select(socket => socket.ConnectAsync(listener.LocalEndPoint!, stop.Token).AsTask()).ToList();
        await connects[0].WaitAsync(TestContext.Current.CancellationToken);

        var outcome = await busybox.RunAsync(60, (IPEndPoint)listener.LocalEndPoint!);

        outcome.Passed.ShouldBeTrue();
        outcome.Seconds!.Value.ShouldBeGreaterThanOrEqualTo(1);
        await stop.CancelAsync();
        waiting.ForEach(socket => socket.Dispose());
        await Task.WhenAll(connects).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private static IEqualityComparer<AirlockOutcome> Comparison { get; } =
        EqualityComparer<AirlockOutcome>.Create((a, b) => (a?.Result, a?.Answered) == (b?.Result, b?.Answered), outcome => (int)outcome.Result);

    private static TcpListener Listen(IPAddress address)
    {
        var listener = new TcpListener(address, 0);
        listener.Start();
        return listener;
    }

    // The system gives nobody else a port again that was in use a moment ago.
    private static IPEndPoint ClosedPort()
    {
        using var listener = Listen(IPAddress.Loopback);
        return (IPEndPoint)listener.LocalEndpoint;
    }

    private static async Task ServeAsync(TcpListener listener, Action<Socket> serve, int most)
    {
        try
        {
            for (var i = 0; i < most; i++)
            {
                serve(await listener.AcceptSocketAsync());
            }

            listener.Stop();
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // That is how it ends.
        }
    }
}
