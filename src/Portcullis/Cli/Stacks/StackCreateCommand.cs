using System.CommandLine;
using System.Text.Json.Nodes;

namespace Portcullis.Cli.Stacks;

/// <summary><c>stack create</c>.</summary>
internal static class StackCreateCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var file = new Option<string>("--file", "-f") { Description = "The pod's manifest, YAML or JSON; - for standard input", Required = true };
        var port = new Option<IReadOnlyList<TargetPort>>("--port", "-p")
        {
            Description = "A container port to expose, as 80 or 53/UDP; may be given several times",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = TargetPort.ParseAll,
        };
        var env = new Option<IReadOnlyList<EnvironmentEntry>>("--env", "-e")
        {
            Description = "NAME=VALUE for the stack's environment, or NAME to take the value from yours, which keeps it out of the process list; may be given several times",
            CustomParser = EnvironmentEntry.ParseAll,
        };
        List<(Option<string> Option, string Field)> texts =
            [.. StackField.All.Select(field => (new Option<string>($"--{field.Name}") { Description = field.Description }, field.Name))];
        var wait = new Option<string>("--wait") { Description = "What to wait for before the answer" };
        wait.AcceptOnlyFromAmong("scheduled", "ready");
        texts.Add((wait, "wait"));
        var output = StackOptions.Output();

        var command = new Command("create", "Make a stack from a pod's manifest and print where it is reached.") { file, port, env, output };
        foreach (var (option, _) in texts)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = new JsonObject();
            foreach (var (option, field) in texts)
            {
                if (parsed.GetValue(option) is { } value)
                {
                    body[field] = value;
                }
            }

            return (int)await RunAsync(
                terminal,
                new Request(parsed.GetRequiredValue(file), parsed.GetRequiredValue(port), parsed.GetValue(env) ?? [], body),
                parsed.GetValue(output) == "json",
                cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, Request request, bool json, CancellationToken cancellationToken)
    {
        var body = request.Body;
        try
        {
            body["pod_spec"] = await InputText.ReadAsync(terminal, request.File, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await terminal.Error.WriteLineAsync($"error: the manifest cannot be read: {e.Message}").ConfigureAwait(false);
            return ExitCode.CannotAnswer;
        }

        body["target_port"] = new JsonArray([.. request.Ports.Select(port => new JsonObject { ["container_port"] = port.Port, ["protocol"] = port.Protocol })]);
        var env = new JsonObject();
        foreach (var (name, given) in request.Env)
        {
            if ((given ?? terminal.Environment.GetValueOrDefault(name)) is not { } value)
            {
                await terminal.Error.WriteLineAsync($"error: --env {name} takes the value from your environment, where {name} is not set").ConfigureAwait(false);
                return ExitCode.CannotAnswer;
            }

            env[name] = value;
        }

        if (env.Count > 0)
        {
            body["env"] = env;
        }

        return await new StackCall(HttpMethod.Post, "stacks", body)
            .RunAsync(terminal, json, answer => StackText.WriteOne(terminal, answer), cancellationToken).ConfigureAwait(false);
    }

    private sealed record Request(string File, IReadOnlyList<TargetPort> Ports, IReadOnlyList<EnvironmentEntry> Env, JsonObject Body);
}
