using System.CommandLine;
using System.Text.Json;
using Portcullis.Cli.Input;
using Portcullis.Cli.Stacks;
using Portcullis.Policy.Network.Answers;

namespace Portcullis.Cli.Policies;

/// <summary><c>policy explain</c>.</summary>
internal static class PolicyExplainCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var source = new SourceOptions();
        var from = EndpointOption.Create("--from", "Who opens the connection");
        var to = EndpointOption.Create("--to", "Who is connected to; a service's address, be it its cluster address, an external one or its load balancer's, stands for the pods behind it");
        var port = PortOption.One();
        var output = OutputOption.Create("text");
        var command = new Command("explain", "Say in plain sentences whether one can connect to another, and which policies and rules decide it. Ends with 0 when allowed, 1 when denied.") { from, to, port, output };
        source.AddTo(command);
        Answering.Set(command, terminal, async (parsed, cancellationToken) =>
        {
            var input = await source.ReadAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            var question = await PolicyQuestion.AskAsync(terminal, input).ConfigureAwait(false);
            var asked = new NetworkQuestion(parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), parsed.GetValue(port));
            switch (question.Snapshot.Explain(asked))
            {
                case NetworkAnswer.Judged(var verdict):
                    await WriteAsync(terminal, verdict, OutputOption.IsJson(terminal, parsed.GetValue(output))).ConfigureAwait(false);
                    return verdict.Allowed ? ExitCode.Good : ExitCode.No;
                case NetworkAnswer.Unanswerable(var reasons):
                    throw new InputException(reasons);
                default:
                    throw new InvalidOperationException("unknown kind of answer");
            }
        });
        return command;
    }

    private static async Task WriteAsync(Terminal terminal, NetworkVerdict verdict, bool json)
    {
        if (json)
        {
            var view = JsonSerializer.SerializeToElement(ExplanationView.Of(verdict), PolicyJson.Plain.ExplanationView);
            await terminal.Out.WriteLineAsync(Indented.Text(view)).ConfigureAwait(false);
            return;
        }

        foreach (var sentence in verdict.Text)
        {
            await terminal.Out.WriteLineAsync(sentence).ConfigureAwait(false);
        }
    }
}
