using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portcullis.EndToEnd.Support;

/// <summary>The program as a process of its own; ended with this.</summary>
internal sealed partial class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException("the program ended: " + Output));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens, as it says itself.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>How it ended.</summary>
    public int ExitCode => _process.ExitCode;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static Task<ProgramProcess> ServeAsync(string kubeconfig, string ns) => StartAsync(
        ["serve", "--kubeconfig", kubeconfig, "--listen", "127.0.0.1:0"],
        ("API_KEY", TestBed.Key), ("STACK_ORPHAN_GRACE", "1s"), ("STACK_NAMESPACE", ns));

    public static async Task<ProgramProcess> StartAsync(IReadOnlyList<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = TestedProgram.Prepare(arguments, environment);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Start();
        var program = new ProgramProcess(process);
        program.Address = await program._address.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return program;
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public Task WaitForExitAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (HttpAddress().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(new Uri(match.Value));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex HttpAddress();
}
