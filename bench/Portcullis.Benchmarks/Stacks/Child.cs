using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Portcullis.Benchmarks.Stacks;

/// <summary>A process of the program, ended with this.</summary>
internal sealed partial class Child : IAsyncDisposable
{
    private readonly Process _process;

    private Child(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens, as it says itself.</summary>
    public Uri Address { get; }

    /// <summary>Starts the program and waits until it says where it listens.</summary>
    /// <param name="arguments">The words after its name.</param>
    /// <param name="environment">Variables that it finds besides.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="program">The path of a native program; null for the assemblies beside this one.</param>
    public static async Task<Child> StartAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, string? program = null)
    {
        var start = Prepare(program, arguments, environment);
        var process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Look(line.Data, address);
        process.ErrorDataReceived += (_, line) => Look(line.Data, address);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, await address.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken));
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="program">The path of a native program; null for the assemblies beside this one.</param>
    /// <param name="arguments">The words after its name.</param>
    /// <param name="environment">Variables that it finds besides.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task RunAsync(string? program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Prepare(program, arguments, environment))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if ((await output).Length == 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', arguments)} said nothing but: {await error}");
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes()
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status")).First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await terminate.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Prepare(string? program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (program is null)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Portcullis.dll"));
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static void Look(string? line, TaskCompletionSource<Uri> address)
    {
        if (line is not null && HttpAddress().Match(line) is { Success: true } match)
        {
            address.TrySetResult(new Uri(match.Value));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex HttpAddress();
}
