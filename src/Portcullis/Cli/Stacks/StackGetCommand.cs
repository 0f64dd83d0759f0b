using System.CommandLine;

namespace Portcullis.Cli.Stacks;

/// <summary><c>stack get</c>.</summary>
internal static class StackGetCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var id = StackOptions.Id();
        var output = StackOptions.Output();
        var command = new Command("get", "Show one stack: how it is, where it is reached, when it ends. Exit code 1 when there is none.") { id, output };
        command.SetAction(async (parsed, cancellationToken) => (int)await new StackCall(HttpMethod.Get, $"stacks/{parsed.GetRequiredValue(id)}")
            .RunAsync(terminal, parsed.GetValue(output) == "json", answer => StackText.WriteOne(terminal, answer), cancellationToken).ConfigureAwait(false));
        return command;
    }
}
