using System.CommandLine;

namespace Portcullis.Cli;

/// <summary>The program's commands, from arguments to exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line to its end.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="terminal">What the command may touch.</param>
    /// <param name="cancellationToken">Cancelled when the process is asked to stop.</param>
    public static async Task<ExitCode> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var parsed = Root().Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are the program's own business: a service needs longer than two seconds to end.
            ProcessTerminationTimeout = null,
        };
        var result = await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        return parsed.Errors.Count > 0 ? ExitCode.CannotAnswer : (ExitCode)result;
    }

    private static RootCommand Root() =>
        new("Portcullis gives every player of a CTF a private, short-lived challenge environment on Kubernetes.");
}
