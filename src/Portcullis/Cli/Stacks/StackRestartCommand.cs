using System.CommandLine;

namespace Portcullis.Cli.Stacks;

/// <summary><c>stack restart</c>.</summary>
internal static class StackRestartCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var id = StackOptions.Id();
        var output = StackOptions.Output();
        var command = new Command("restart", "Replace a stack's pod with a fresh one behind the same port.") { id, output };
        command.SetAction(async (parsed, cancellationToken) => (int)await new StackCall(HttpMethod.Post, $"stacks/{parsed.GetRequiredValue(id)}/restart")
            .RunAsync(terminal, parsed.GetValue(output) == "json", answer => StackText.WriteOne(terminal, answer), cancellationToken).ConfigureAwait(false));
        return command;
    }
}
