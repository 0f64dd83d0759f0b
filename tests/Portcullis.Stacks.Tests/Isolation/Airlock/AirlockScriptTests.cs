using System.Net;
using System.Net.Sockets;

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

    public static TheoryData<string, string?> BrokenNc => new()
    {
        { "missing", null },
        { "without -w", """for word; do [ "$word" != -w ] || { echo "nc: invalid option -- 'w'" >&2; exit 1; }; done; exec BUSYBOX nc "$@" """ },
        { "always failing", "exit 1" },
        { "unable to connect", """[ "$1" != -w ] || exit 1; exec BUSYBOX nc "$@" """ },
        { "unable to listen", """[ "$1" = -w ] || exit 1; exec BUSYBOX nc "$@" """ },
        { "never ending", "exec BUSYBOX sleep 600" },
        { "crashing", "exit 139" },
    };

    [Theory]
    [MemberData(nameof(BrokenNc))]
    public async Task Broken_nc_is_never_a_pass(string how, string? script)
    {
        using var busybox = new Busybox();
        if (script is null)
        {
            busybox.Remove("nc");
        }
        else
        {
            busybox.Replace("nc", script);
        }

        (await busybox.RunAsync(5, ClosedPort())).Result.ShouldBe(AirlockResult.Broken, how);
    }

    // It works at first, and then finds everybody silent.
    [Fact]
    public async Task Nc_that_breaks_on_the_way_is_found_out_before_it_passes()
    {
        using var busybox = new Busybox();
        busybox.Replace("nc", """case $0 in */*) folder=${0%/*} ;; esac; [ "$1" != -w ] || [ ! -e "$folder/broken" ] || exit 1; [ "$1" != -w ] || [ "$3" = 127.0.0.1 ] || :>"$folder/broken"; exec BUSYBOX nc "$@" """);

        (await busybox.RunAsync(5, IPEndPoint.Parse("127.0.0.2:1"))).Result.ShouldBe(AirlockResult.Broken);
    }

    [Fact]
    public async Task Nc_that_finds_everybody_answering_is_no_pass_either()
    {
        using var busybox = new Busybox();
        busybox.Replace("nc", "exit 0");

        (await busybox.RunAsync(2, ClosedPort())).Result.ShouldBe(AirlockResult.NotEnforced);
    }

    [Fact]
    public async Task Without_sleep_it_does_not_run_wild()
    {
        using var busybox = new Busybox();
        busybox.Remove("sleep");

        (await busybox.RunAsync(30, ClosedPort())).Result.ShouldBe(AirlockResult.Broken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kubernetes.default:443")]
    [InlineData("127.0.0.1:1 $(id)")]
    public async Task Targets_that_are_no_addresses_are_never_a_pass(string targets)
    {
        using var busybox = new Busybox();

        (await busybox.RunAsync(5, targets)).Result.ShouldBe(AirlockResult.Broken);
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
