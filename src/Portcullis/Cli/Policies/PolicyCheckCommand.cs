using System.CommandLine;
using System.Text.Json;
using Portcullis.Api.Contract;
using Portcullis.Cli.Input;
using Portcullis.Cli.Stacks;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Report;

namespace Portcullis.Cli.Policies;

/// <summary><c>policy check</c>.</summary>
internal static class PolicyCheckCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var source = new SourceOptions();
        var options = new IsolationOptions();
        var foreign = new SandboxOptions(options);
        var output = new Option<string>("--output", "-o")
        {
            Description = "How to print the report: text for people, json for programs (as GET /isolation answers)",
            DefaultValueFactory = _ => "text",
        };
        output.AcceptOnlyFromAmong("text", OutputOption.Json);
        var command = new Command(
            "check",
            "Prove that stacks are isolated, or show the way through: the guard's report, for manifests (in a repository's CI) or for any cluster. The STACK_ variables are read as by serve. Ends with 0 when isolation is proven, 1 when it is open, 2 when something that would have to be known is not.\n" + SandboxOptions.Examples) { output };
        source.AddTo(command);
        options.AddTo(command);
        foreign.AddTo(command);
        Answering.Set(command, terminal, async (parsed, cancellationToken) =>
        {
            var (stacks, isolation) = foreign.ApplyTo(parsed, options.ApplyTo(parsed, StackConfiguration.Read(terminal)));
            var input = await source.ReadAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            var question = await PolicyQuestion.AskAsync(terminal, input, countsAll: true).ConfigureAwait(false);
            var sandboxes = foreign.Read(parsed, input);
            await Answering.NoteAsync(terminal, [.. question.FinishedNotes(), .. sandboxes is null ? CheckedCluster.Notes(input, stacks.Namespace) : SandboxOptions.Notes(input, sandboxes)]).ConfigureAwait(false);
            var objects = CheckedCluster.Of(question, sandboxes is null ? [stacks.Namespace] : sandboxes.Newcomers.Count > 0 ? sandboxes.Namespaces : []);
            var report = CheckedCluster.Annotate(IsolationCheck.Judge(objects, stacks, isolation, terminal.Time, sandboxes), input, objects);
            await WriteAsync(terminal, options.NameOrigins(parsed, report), parsed.GetValue(output) == OutputOption.Json).ConfigureAwait(false);
            return report.Verdict switch
            {
                IsolationVerdict.Proven => ExitCode.Good,
                IsolationVerdict.Open => ExitCode.No,
                _ => ExitCode.CannotAnswer,
            };
        });
        return command;
    }

    private static Task WriteAsync(Terminal terminal, IsolationReport report, bool json) => terminal.Out.WriteLineAsync(json
        ? Indented.Text(JsonSerializer.SerializeToElement(IsolationResponse.Of(report), ApiJson.Default.IsolationResponse))
        : IsolationText.Of(report));
}
