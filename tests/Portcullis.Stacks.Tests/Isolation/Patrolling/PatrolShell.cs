using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Portcullis.Stacks.Isolation.Patrolling;

namespace Portcullis.Stacks.Tests.Isolation.Patrolling;

/// <summary>Runs the patrol's script as its container would: with busybox and nothing else on the path.</summary>
internal sealed class PatrolShell : IDisposable
{
    private const int PortsOfARun = 60;

    private static int LastPort = 22_000;

    private readonly string _program = BusyboxProgram.Path();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("patrol-");
    private readonly int _port = Interlocked.Add(ref LastPort, PortsOfARun);
    private readonly List<Socket> _echoes = [];

    /// <summary>Skips the test where there is no busybox.</summary>
    public PatrolShell()
    {
        foreach (var applet in (string[])["sh", "nc", "sleep", "nslookup", "ping", "dd"])
        {
            File.CreateSymbolicLink(PathOf(applet), _program);
        }
    }

    /// <summary>Plays <c>udpsvd</c>, which not every busybox has: whatever is sent to the script's own ports comes back.</summary>
    public PatrolShell WithUdp()
    {
        foreach (var port in Enumerable.Range(_port, PortsOfARun))
        {
            _echoes.Add(UdpEcho.Start(new(IPAddress.Loopback, port)));
            if (Socket.OSSupportsIPv6)
            {
                _echoes.Add(UdpEcho.Start(new(IPAddress.IPv6Loopback, port)));
            }
        }

        Replace("udpsvd", "exec sleep 1000");
        return this;
    }

    public PatrolShell Without(string applet)
    {
        File.Delete(PathOf(applet));
        return this;
    }

    /// <summary>Puts a script in the place of a program; in it, BUSYBOX is the real one.</summary>
    public void Replace(string applet, string script)
    {
        File.Delete(PathOf(applet));
        File.WriteAllText(PathOf(applet), $"#!{PathOf("sh")}\n{script.Replace("BUSYBOX", _program, StringComparison.Ordinal)}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(applet), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Runs it to its end.</summary>
    public async Task<(int ExitCode, string Message)> RunAsync(string targets, int timeout = 5)
    {
        using var process = Start(("PATROL_TARGETS", targets), ("PATROL_TIMEOUT", timeout.ToString(CultureInfo.InvariantCulture)));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var message = await File.ReadAllTextAsync(PathOf("termination-log"), TestContext.Current.CancellationToken);
        (await output).ShouldBe(message, await errors);
        return (process.ExitCode, message.Trim());
    }

    /// <summary>The letters that it ends with; the run must have told something.</summary>
    public async Task<string> FeltAsync(string targets, int timeout = 5)
    {
        var (exitCode, message) = await RunAsync(targets, timeout);
        exitCode.ShouldBe(0, message);
        return message[(message.IndexOf("answers=", StringComparison.Ordinal) + "answers=".Length)..];
    }

    /// <summary>Starts one that listens.</summary>
    public Process Listen(int port) => Start(("PATROL_LISTEN", port.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What it has written so far; empty before that.</summary>
    public string Message => File.Exists(PathOf("termination-log")) ? File.ReadAllText(PathOf("termination-log")).Trim() : "";

    public void Dispose()
    {
        _echoes.ForEach(echo => echo.Dispose());
        _folder.Delete(recursive: true);
    }

    private Process Start(params IReadOnlyList<(string Name, string Value)> variables)
    {
        // Its container has ports of its own; here others run the same script.
        var script = PatrolPods.ScriptText
            .Replace("/dev/termination-log", PathOf("termination-log"), StringComparison.Ordinal)
            .Replace("port=21100", string.Create(CultureInfo.InvariantCulture, $"port={_port}"), StringComparison.Ordinal);
        script.ShouldContain(PathOf("termination-log"));
        script.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"port={_port}"));
        var start = new ProcessStartInfo(PathOf("sh"), ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = _folder.FullName;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}

/// <summary>Sends every datagram back.</summary>
internal static class UdpEcho
{
    public static Socket Start(IPEndPoint end)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(end);
        _ = RunAsync(socket, end);
        return socket;
    }

    private static async Task RunAsync(Socket socket, IPEndPoint end)
    {
        var buffer = new byte[512];
        try
        {
            while (true)
            {
                var came = await socket.ReceiveFromAsync(buffer, new IPEndPoint(end.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0));
                await socket.SendToAsync(buffer.AsMemory(0, came.ReceivedBytes), came.RemoteEndPoint);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It was disposed.
        }
    }
}
