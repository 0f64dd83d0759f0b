using System.CommandLine;
using System.CommandLine.Help;
using Portcullis.Cli.Manifests;
using Portcullis.Cli.Pods;
using Portcullis.Cli.Policies;
using Portcullis.Cli.Serving;
using Portcullis.Cli.Stacks;

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
        var root = Root(terminal);
        TreatUnknownWordsAsErrors(root, false);
        var parsed = root.Parse(arguments);
        // The help would otherwise speak of additional arguments, which no command takes.
        TreatUnknownWordsAsErrors(root, true);
        if (parsed.Action is not HelpAction && (parsed.Errors.Count > 0 || parsed.UnmatchedTokens.Count > 0))
        {
            await Complaint.WriteAsync(parsed, terminal.Error).ConfigureAwait(false);
            return ExitCode.CannotAnswer;
        }

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are the program's own business: a service needs longer than two seconds to end.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return (ExitCode)await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("interrupted").ConfigureAwait(false);
            return ExitCode.CannotAnswer;
        }
    }

    private static Command Root(Terminal terminal)
    {
        var root = new Command("portcullis", "Portcullis gives every player of a CTF a private, short-lived challenge environment on Kubernetes.")
        {
            new HelpOption(),
            new VersionOption(),
            ServeCommand.Create(terminal),
            ClusterCommand.Create(terminal),
            StackCommand.Create(terminal),
            PolicyCommand.Create(terminal),
            PodCommand.Create(terminal),
            ManifestCommand.Create(terminal),
        };
        ShowHelpForGroups(root);
        return root;
    }

    /// <summary>Gives groups something to do when none of their commands is named.</summary>
    private static void ShowHelpForGroups(Command command)
    {
        if (command.Subcommands.Count == 0)
        {
            return;
        }

        command.SetAction(parsed =>
        {
            new HelpAction().Invoke(parsed);
            return (int)ExitCode.CannotAnswer;
        });
        foreach (var subcommand in command.Subcommands)
        {
            ShowHelpForGroups(subcommand);
        }
    }

    /// <summary>Whether the library complains of words that no command knows; we do, and name what may have been meant.</summary>
    private static void TreatUnknownWordsAsErrors(Command command, bool value)
    {
        command.TreatUnmatchedTokensAsErrors = value;
        foreach (var subcommand in command.Subcommands)
        {
            TreatUnknownWordsAsErrors(subcommand, value);
        }
    }
}
