using System.CommandLine;
using System.Text.Json;
using Portcullis.Admission;
using Portcullis.Cli.Input;
using Portcullis.Cli.Stacks;
using Portcullis.Hosting;
using Portcullis.Model.Json;
using Portcullis.Model.Texts;

namespace Portcullis.Cli.Pods;

/// <summary><c>pod admit</c>.</summary>
internal static class PodAdmitCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var file = new Option<string>("--file", "-f") { HelpName = "FILE", Description = "The challenge's manifest, YAML or JSON; - for standard input", Required = true };
        var profile = new Option<string>("--profile") { HelpName = "NAME", Description = "The profile that the stack would ask for (default: STACK_PROFILE_DEFAULT)" };
        var output = OutputOption.Create("yaml");
        var command = new Command("admit", "Judge a challenge's manifest as the service would: print the hardened pod, or every reason against it. The STACK_ variables of the environment count, as for serve.") { file, profile, output };
        Answering.Set(command, terminal, async (parsed, cancellationToken) =>
        {
            var manifest = await ReadAsync(terminal, parsed.GetRequiredValue(file), cancellationToken).ConfigureAwait(false);
            var settings = StackConfiguration.Read(terminal).Stacks;
            var result = new Admitter(AdmissionPolicies.Of(settings)).Admit(new AdmissionRequest
            {
                Manifest = manifest,
                Profile = parsed.GetValue(profile) ?? settings.DefaultProfile,
                ManifestAlone = true,
            });
            return await WriteAsync(terminal, result, OutputOption.IsJson(terminal, parsed.GetValue(output))).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<string> ReadAsync(Terminal terminal, string file, CancellationToken cancellationToken)
    {
        try
        {
            return await InputText.ReadAsync(terminal, file, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new InputException($"the manifest cannot be read: {e.Message}");
        }
    }

    private static async Task<ExitCode> WriteAsync(Terminal terminal, AdmissionResult result, bool json)
    {
        switch (result)
        {
            case Admitted admitted:
                var pod = json ? Indented.Text(JsonSerializer.SerializeToElement(admitted.Pod, ModelJson.Default.Pod)) : admitted.Manifest.TrimEnd('\n');
                await terminal.Out.WriteLineAsync(pod).ConfigureAwait(false);
                return ExitCode.Good;
            case Refused(var reasons):
                if (json)
                {
                    await terminal.Out.WriteLineAsync(Indented.Text(JsonSerializer.SerializeToElement(RefusalView.Of(reasons), PodsJson.Plain.RefusalView))).ConfigureAwait(false);
                }
                else
                {
                    await TellAsync(terminal, reasons).ConfigureAwait(false);
                }

                return ExitCode.No;
            default:
                throw new InvalidOperationException("unknown kind of result");
        }
    }

    private static async Task TellAsync(Terminal terminal, IReadOnlyList<AdmissionReason> reasons)
    {
        await terminal.Out.WriteLineAsync($"not admitted, for {Listing.Count(reasons.Count, "reason")}:").ConfigureAwait(false);
        foreach (var reason in reasons)
        {
            List<string> parts = [$"{reason.Path}: {reason.Message}"];
            parts.AddRange(reason.Found is { } found ? [$"found {found}"] : []);
            parts.AddRange(reason.Allowed is { } allowed ? [$"allowed: {allowed}"] : []);
            parts.AddRange(reason.Hint is { } hint ? [$"hint: {hint}"] : []);
            await terminal.Out.WriteLineAsync($"  {string.Join("; ", parts)}").ConfigureAwait(false);
        }
    }
}
