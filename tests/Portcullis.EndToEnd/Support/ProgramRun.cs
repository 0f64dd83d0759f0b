using System.Diagnostics;
using Portcullis.Cli;

namespace Portcullis.EndToEnd.Support;

/// <summary>What came of one command: its exit code and what it said.</summary>
internal sealed record ProgramRun(int Code, string Out, string Error)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Runs a command as a process to its end.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="environment">The variables that it finds.</param>
    public static async Task<ProgramRun> AsProcessAsync(IReadOnlyList<string> arguments, params (string Name, string Value)[] environment)
    {
        using var process = Process.Start(TestedProgram.Prepare(arguments, environment))!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Longest, TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Runs a command in this process, with an empty environment.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    public static async Task<ProgramRun> InProcessAsync(IReadOnlyList<string> arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            arguments,
            new() { In = new StringReader(""), Out = output, Error = error, Environment = new Dictionary<string, string>(), Time = TimeProvider.System },
            TestContext.Current.CancellationToken);
        return new((int)code, output.ToString(), error.ToString());
    }
}
