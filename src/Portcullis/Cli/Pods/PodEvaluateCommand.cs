using System.CommandLine;
using System.Text.Json;
using Portcullis.Cli.Input;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.PodSecurity;

namespace Portcullis.Cli.Pods;

/// <summary><c>pod evaluate</c>.</summary>
internal static class PodEvaluateCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var files = FileOption.Create("A manifest file, a folder of them, or - for standard input, which is answered as it comes; pods and workloads, any number", required: true);
        var level = new Option<PodSecurityLevel>("--level")
        {
            HelpName = "baseline|restricted|privileged",
            Description = "The level of the Pod Security Standards",
            Required = true,
            CustomParser = result => result.Tokens[0].Value switch
            {
                "privileged" => PodSecurityLevel.Privileged,
                "baseline" => PodSecurityLevel.Baseline,
                "restricted" => PodSecurityLevel.Restricted,
                var other => Refuse<PodSecurityLevel>(result, $"\"{other}\" is no level; there are privileged, baseline and restricted"),
            },
        };
        var version = new Option<PodSecurityVersion>("--version")
        {
            HelpName = "v1.N|latest",
            Description = "The Kubernetes version whose standards are meant (default: latest)",
            DefaultValueFactory = _ => PodSecurityVersion.Latest,
            CustomParser = result => PodSecurityVersion.TryParse(result.Tokens[0].Value, out var parsed)
                ? parsed
                : Refuse<PodSecurityVersion>(result, $"\"{result.Tokens[0].Value}\" is no version; allowed are v1.0, v1.1 and so on, and latest"),
        };
        var output = OutputOption.Create("table");
        var command = new Command("evaluate", "Hold pods, and the pods of workloads, against the Pod Security Standards, with the words of Kubernetes' own admission. Ends with 0 when all are allowed, 1 when not.") { files, level, version, output };
        Answering.Set(command, terminal, (parsed, cancellationToken) =>
        {
            var judge = (FoundPod found) => PodSecurityStandards.Evaluate(parsed.GetValue(level), parsed.GetValue(version), found.Pod.Metadata, found.Pod.Spec ?? new PodSpec());
            return RunAsync(terminal, parsed.GetRequiredValue(files), judge, OutputOption.IsJson(terminal, parsed.GetValue(output)), cancellationToken);
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, string[] files, Func<FoundPod, PodSecurityVerdict> judge, bool json, CancellationToken cancellationToken)
    {
        var stream = new PodStream(terminal);
        var rows = new List<IReadOnlyList<string>>();
        var forbidden = 0;
        await foreach (var found in stream.ReadAsync(files, cancellationToken).ConfigureAwait(false))
        {
            var verdict = judge(found);
            forbidden += verdict.Allowed ? 0 : 1;
            if (json)
            {
                var view = new EvaluationView(found.Object.Name.Name, verdict.Allowed, verdict.Failures, verdict.Message);
                await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(view, PodsJson.Plain.EvaluationView)).ConfigureAwait(false);
                await terminal.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                rows.AddRange(Rows(found, verdict));
            }
        }

        if (rows.Count > 0)
        {
            TextTable.Write(terminal.Out, ["KIND", "NAME", "VERDICT", "CHECK", "WHY"], rows);
        }

        return await stream.EndAsync(no: forbidden > 0).ConfigureAwait(false);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(FoundPod found, PodSecurityVerdict verdict) => verdict.Allowed
        ? [[found.Object.Kind, found.Object.Name.ToString(), "allowed", "", ""]]
        : verdict.Failures.Select(failure => (IReadOnlyList<string>)[found.Object.Kind, found.Object.Name.ToString(), "forbidden", failure.Check, $"{failure.Reason}: {failure.Detail}"]);

    private static T? Refuse<T>(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
