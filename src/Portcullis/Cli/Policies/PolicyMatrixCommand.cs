using System.CommandLine;
using Portcullis.Cli.Input;
using Portcullis.Cli.Policies.Drawing;
using Portcullis.Model.Texts;
using Portcullis.Policy.Network;
using Portcullis.Policy.Network.Answers;

namespace Portcullis.Cli.Policies;

/// <summary><c>policy matrix</c>.</summary>
internal static class PolicyMatrixCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var source = new SourceOptions();
        var ports = PortOption.Many();
        var externals = EndpointOption.Externals();
        var output = new Option<string>("--output", "-o")
        {
            Description = "How to print the answer: a table for people, json for programs, svg to look at",
            DefaultValueFactory = _ => "table",
        };
        output.AcceptOnlyFromAmong("table", "json", "svg");
        var command = new Command("matrix", "Show who can reach whom: rows are sources, columns destinations.") { ports, externals, output };
        source.AddTo(command);
        Answering.Set(command, terminal, async (parsed, cancellationToken) =>
        {
            var input = await source.ReadAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            var question = await PolicyQuestion.AskAsync(terminal, input).ConfigureAwait(false);
            var order = MatrixDefaults.Order(question.Objects, parsed.GetValue(externals) ?? []);
            var asked = parsed.GetValue(ports) is { Count: > 0 } given ? given : MatrixDefaults.Ports(question.Objects);
            var (matrix, caveats) = question.Snapshot.Matrix(order, asked) switch
            {
                MatrixAnswer.Judged judged => judged,
                MatrixAnswer.Unanswerable(var reasons) => throw new InputException(reasons),
                _ => throw new InvalidOperationException("unknown kind of answer"),
            };

            await Answering.NoteAsync(terminal, [.. question.FinishedNotes(), .. Listing.Lines(caveats).Select(caveat => $"note: {caveat}")]).ConfigureAwait(false);
            if (matrix.Order.Count == 0)
            {
                await terminal.Error.WriteLineAsync("note: there are no pods").ConfigureAwait(false);
            }

            await terminal.Out.WriteLineAsync(parsed.GetValue(output) switch
            {
                "json" => MatrixText.Json(matrix),
                "svg" => MatrixDrawing.Svg(matrix, question),
                _ => MatrixText.Table(matrix),
            }).ConfigureAwait(false);
            return ExitCode.Good;
        });
        return command;
    }
}
