using System.CommandLine;
using Portcullis.Cli.Input;

namespace Portcullis.Cli;

/// <summary>Runs a command that answers a question about objects; what cannot be read is said without a stack trace.</summary>
internal static class Answering
{
    /// <summary>Sets what a command does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="terminal">What it may touch.</param>
    /// <param name="answer">Finds and prints the answer.</param>
    public static void Set(Command command, Terminal terminal, Func<ParseResult, CancellationToken, Task<ExitCode>> answer) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                return (int)await answer(parsed, cancellationToken).ConfigureAwait(false);
            }
            catch (InputException e)
            {
                await ComplainAsync(terminal, e.Lines).ConfigureAwait(false);
                return (int)ExitCode.CannotAnswer;
            }
        });

    /// <summary>Says what is wrong.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="lines">A line each.</param>
    public static async Task ComplainAsync(Terminal terminal, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            await terminal.Error.WriteLineAsync(line.StartsWith(' ') ? line : $"error: {line}").ConfigureAwait(false);
        }
    }

    /// <summary>Says what must be known beside the answer.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="lines">A line each.</param>
    public static async Task NoteAsync(Terminal terminal, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await terminal.Error.WriteLineAsync(line).ConfigureAwait(false);
        }
    }
}
