using System.Diagnostics;
using System.Globalization;
using System.Net;
using Portcullis.Stacks.Isolation.Airlock;

namespace Portcullis.Stacks.Tests.Isolation.Airlock;

/// <summary>Runs the airlock's script as its container would: with busybox and nothing else on the path.</summary>
internal sealed class Busybox : IDisposable
{
    private static int LastPort = 20_000;

    private readonly string _program = BusyboxProgram.Path();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("airlock-");

    /// <summary>Skips the test where there is no busybox.</summary>
    public Busybox()
    {
        foreach (var applet in (string[])["sh", "nc", "sleep"])
        {
            File.CreateSymbolicLink(PathOf(applet), _program);
        }
    }

    /// <summary>Takes a program away.</summary>
    public void Remove(string applet) => File.Delete(PathOf(applet));

    /// <summary>Puts a script in the place of a program; in it, BUSYBOX is the real one.</summary>
    public void Replace(string applet, string script)
    {
        Remove(applet);
        File.WriteAllText(PathOf(applet), $"#!{PathOf("sh")}\n{script.Replace("BUSYBOX", _program, StringComparison.Ordinal)}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(applet), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Runs the script to its end.</summary>
    /// <param name="timeout">In seconds.</param>
    /// <param name="targets">What must not answer.</param>
    public Task<AirlockOutcome> RunAsync(int timeout, params IPEndPoint[] targets) => RunAsync(timeout, string.Join(' ', targets.AsEnumerable()));

    public async Task<AirlockOutcome> RunAsync(int timeout, string targets)
    {
        // Its container has ports of its own; here others run the same script.
        var port = Interlocked.Add(ref LastPort, 40);
        var script = AirlockContainer.ScriptText
            .Replace("/dev/termination-log", PathOf("termination-log"), StringComparison.Ordinal)
            .Replace("port=20000", string.Create(CultureInfo.InvariantCulture, $"port={port}"), StringComparison.Ordinal);
        script.ShouldContain(PathOf("termination-log"));
        var start = new ProcessStartInfo(PathOf("sh"), ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["PATH"] = _folder.FullName;
        start.Environment["AIRLOCK_TARGETS"] = targets;
        start.Environment["AIRLOCK_TIMEOUT"] = timeout.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var log = await File.ReadAllTextAsync(PathOf("termination-log"), TestContext.Current.CancellationToken);
        (await output).ShouldBe(log, await errors);
        var outcome = AirlockOutcome.Of(process.ExitCode, log);
        outcome.Attempts.ShouldNotBeNull($"exit code {process.ExitCode}, said \"{log}\"");
        return outcome;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
