using System.Net;
using System.Net.Sockets;
using Portcullis.Stacks.Tests.Isolation.Guarding;
using Portcullis.Testing;

namespace Portcullis.Stacks.Tests.Isolation.Patrolling;

/// <summary>The script as a script: real busybox, real packets, on loopback.</summary>
public sealed class PatrolScriptTests
{
    [Fact]
    public async Task Each_target_gets_its_letter()
    {
        using var shell = new PatrolShell();
        using var listener = Listen(IPAddress.Loopback);
        var serving = ServeAsync(listener, connection => connection.Dispose(), int.MaxValue);

        (await shell.FeltAsync($"tcp/127.0.0.1/{ClosedPort()} tcp/127.0.0.1/{PortOf(listener)} +tcp/127.0.0.1/{PortOf(listener)}", timeout: 1)).ShouldBe("soo");

        listener.Stop();
        await serving;
    }

    [Fact]
    public async Task Both_families_are_felt_over_udp_too()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "there is no IPv6 on this machine");
        using var shell = new PatrolShell().WithUdp();
        using var four = UdpEcho.Start(new(IPAddress.Loopback, 0));
        using var six = UdpEcho.Start(new(IPAddress.IPv6Loopback, 0));
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        (await shell.FeltAsync($"udp/127.0.0.1/{PortOf(four)} udp/::1/{PortOf(six)} udp/127.0.0.1/{PortOf(closed)} tcp/::1/{ClosedPort()}", timeout: 1)).ShouldBe("ooss");
    }

    // A refusal by ICMP is how some networks deny, and no answer.
    [Fact]
    public async Task Port_without_anybody_is_silent_over_udp()
    {
        using var shell = new PatrolShell().WithUdp();

        (await shell.FeltAsync("udp/127.0.0.1/9")).ShouldBe("s");
    }

    [Fact]
    public async Task One_who_only_holds_the_line_has_answered()
    {
        using var shell = new PatrolShell();
        using var listener = Listen(IPAddress.Loopback);
        var held = new List<Socket>();
        var serving = ServeAsync(listener, held.Add, int.MaxValue);

        (await shell.FeltAsync($"tcp/127.0.0.1/{PortOf(listener)}", timeout: 1)).ShouldBe("o");

        listener.Stop();
        await serving;
        held.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task What_answers_before_the_walls_act_shows_nothing()
    {
        using var shell = new PatrolShell();
        using var listener = Listen(IPAddress.Loopback);
        var serving = ServeAsync(listener, connection => connection.Dispose(), 3);

        var (exitCode, message) = await shell.RunAsync($"tcp/127.0.0.1/{PortOf(listener)}", timeout: 60);

        (exitCode, message[^1]).ShouldBe((0, 's'), message);
        await serving;
    }

    private static TcpListener Listen(IPAddress address)
    {
        var listener = new TcpListener(address, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    // The system gives nobody else a port again that was in use a moment ago.
    private static int ClosedPort()
    {
        using var listener = Listen(IPAddress.Loopback);
        return PortOf(listener);
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
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }
}

/// <summary>What does not work is never taken for silence.</summary>
public sealed class PatrolBrokenTests
{
    private const string Targets = "tcp/127.0.0.1/1 udp/127.0.0.1/9";

    [Theory]
    [InlineData("nc", "xs")]
    [InlineData("nslookup", "sx")]
    public async Task Missing_program_makes_that_protocol_untold(string applet, string letters)
    {
        using var shell = new PatrolShell().WithUdp().Without(applet);

        (await shell.FeltAsync(Targets)).ShouldBe(letters);
    }

    // Nothing shows there that a question would be answered.
    [Fact]
    public async Task Image_without_udpsvd_cannot_tell_silence_over_udp()
    {
        using var shell = new PatrolShell();

        (await shell.FeltAsync(Targets)).ShouldBe("sx");
    }

    [Theory]
    [InlineData("nc", "exit 1", "xs")]
    [InlineData("nslookup", "echo ';; connection timed out; no servers could be reached'; exit 1", "sx")]
    public async Task Program_that_never_reaches_anybody_is_found_out(string applet, string script, string letters)
    {
        using var shell = new PatrolShell().WithUdp();
        shell.Replace(applet, script);

        (await shell.FeltAsync(Targets)).ShouldBe(letters);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tcp/127.0.0.1/1; echo")]
    [InlineData("sctp/127.0.0.1/1")]
    public async Task Orders_that_cannot_be_read_are_not_carried_out(string targets)
    {
        using var shell = new PatrolShell();

        (await shell.RunAsync(targets)).ShouldBe((3, "broken"));
    }

    [Fact]
    public async Task Listener_is_ready_once_it_is_heard_and_answers_everybody()
    {
        using var shell = new PatrolShell();
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        using var process = shell.Listen(port);
        try
        {
            await Eventually.TrueAsync(() => shell.Message.Length > 0, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            shell.Message.ShouldBe("ready");
            for (var i = 0; i < 3; i++)
            {
                await Eventually.PassesAsync(
                    async () =>
                    {
                        using var caller = new TcpClient();
                        await caller.ConnectAsync(IPAddress.Loopback, port);
                    },
                    cancellationToken: TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Listener_that_is_not_heard_is_not_ready()
    {
        using var shell = new PatrolShell();
        shell.Replace("nc", "case $1 in -l) exec sleep 60 ;; esac; exec BUSYBOX nc \"$@\"");
        using var process = shell.Listen(1);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        (process.ExitCode, shell.Message).ShouldBe((3, "broken"));
    }
}
