using System.CommandLine;
using System.Text.Json;
using Portcullis.Cli.Input;
using Portcullis.Model.Texts;
using Portcullis.Policy.Network.Lint;

namespace Portcullis.Cli.Policies;

/// <summary><c>policy lint</c>.</summary>
internal static class PolicyLintCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var source = new SourceOptions();
        var output = OutputOption.Create("text");
        var command = new Command("lint", "Find network policies that are invalid, or valid and do not do what they seem to. Ends with 0 when there is nothing to say, 1 when there is.") { output };
        source.AddTo(command);
        Answering.Set(command, terminal, async (parsed, cancellationToken) =>
        {
            var objects = await source.ReadAsync(terminal, parsed, cancellationToken).ConfigureAwait(false);
            await Answering.NoteAsync(terminal, [.. objects.Warnings, .. objects.Notes]).ConfigureAwait(false);
            var findings = Find(objects);
            await WriteAsync(terminal, objects, findings, OutputOption.IsJson(terminal, parsed.GetValue(output))).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"{(findings.Count == 0 ? "nothing found" : Listing.Count(findings.Count, "finding"))} in {Listing.Count(objects.Policies.Count, "network policy")}").ConfigureAwait(false);
            return findings.Count == 0 ? ExitCode.Good : ExitCode.No;
        });
        return command;
    }

    private static List<LintFinding> Find(ClusterInput objects) =>
    [
        .. objects.Malformed.Select(wrong => new LintFinding(
            LintCodes.InvalidObject,
            wrong.Object.Kind == "NetworkPolicy" ? wrong.Object.Name.ToString() : wrong.Object.ToString(),
            wrong.Path,
            $"the API server cannot read the object: {wrong.Reason}",
            "mend the value")),
        .. NetworkPolicyLint.Check(new LintSubject
        {
            Policies = objects.Policies,
            Namespaces = objects.Namespaces,
            AssumedNamespaces = objects.AssumedNamespaces,
            Pods = objects.Pods,
            Services = objects.Services,
            UnknownFields = [.. objects.UnknownFields.Select(field => (field.Policy, field.Path))],
        }),
    ];

    private static async Task WriteAsync(Terminal terminal, ClusterInput objects, List<LintFinding> findings, bool json)
    {
        foreach (var finding in findings)
        {
            if (json)
            {
                await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(finding, PolicyJson.Plain.LintFinding)).ConfigureAwait(false);
                continue;
            }

            var at = objects.Origins.FirstOrDefault(entry => entry.Key.Kind == "NetworkPolicy" && entry.Key.Name.ToString() == finding.Object).Value;
            await terminal.Out.WriteLineAsync($"{finding.Object}  {finding.Path}  {finding.Code}{(at is null ? "" : $"  ({at})")}").ConfigureAwait(false);
            await terminal.Out.WriteLineAsync($"  {finding.Message}").ConfigureAwait(false);
            await terminal.Out.WriteLineAsync($"  fix: {finding.Fix}").ConfigureAwait(false);
            await terminal.Out.WriteLineAsync().ConfigureAwait(false);
        }
    }
}
