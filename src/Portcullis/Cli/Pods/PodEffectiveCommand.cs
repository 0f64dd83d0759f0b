using System.CommandLine;
using Portcullis.Cli.Input;

namespace Portcullis.Cli.Pods;

/// <summary><c>pod effective</c>.</summary>
internal static class PodEffectiveCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var files = FileOption.Create("A manifest file, a folder of them, or - for standard input, which is answered as it comes; pods and workloads, any number", required: true);
        var output = OutputOption.Create("table");
        var command = new Command("effective", "Show what every container really runs with, and whether that comes from the container or from its pod.") { files, output };
        Answering.Set(command, terminal, (parsed, cancellationToken) =>
            RunAsync(terminal, parsed.GetRequiredValue(files), OutputOption.IsJson(terminal, parsed.GetValue(output)), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, string[] files, bool json, CancellationToken cancellationToken)
    {
        var stream = new PodStream(terminal);
        var rows = new List<IReadOnlyList<string>>();
        await foreach (var found in stream.ReadAsync(files, cancellationToken).ConfigureAwait(false))
        {
            var view = EffectiveView.Of(found);
            if (json)
            {
                await terminal.Out.WriteLineAsync(EffectiveText.Json(view)).ConfigureAwait(false);
                await terminal.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                rows.AddRange(EffectiveText.Rows(found, view));
            }
        }

        if (rows.Count > 0)
        {
            TextTable.Write(terminal.Out, EffectiveText.Header, rows);
        }

        return await stream.EndAsync(no: false).ConfigureAwait(false);
    }
}
