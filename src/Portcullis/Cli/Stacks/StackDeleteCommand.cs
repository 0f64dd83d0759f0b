using System.CommandLine;

namespace Portcullis.Cli.Stacks;

/// <summary><c>stack delete</c>.</summary>
internal static class StackDeleteCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var ids = StackOptions.Ids();
        var output = StackOptions.Output();
        var command = new Command("delete", "Take stacks away. All are tried; the exit code is that of the worst.") { ids, output };
        command.Aliases.Add("rm");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var worst = ExitCode.Good;
            foreach (var id in parsed.GetRequiredValue(ids).Distinct(StringComparer.Ordinal))
            {
                var code = await new StackCall(HttpMethod.Delete, $"stacks/{id}")
                    .RunAsync(terminal, parsed.GetValue(output) == "json", _ => terminal.Out.WriteLine($"{id} deleted"), cancellationToken).ConfigureAwait(false);
                worst = code > worst ? code : worst;
            }

            return (int)worst;
        });
        return command;
    }
}
