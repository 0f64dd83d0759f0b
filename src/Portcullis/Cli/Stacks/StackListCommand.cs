using System.CommandLine;

namespace Portcullis.Cli.Stacks;

/// <summary><c>stack list</c>.</summary>
internal static class StackListCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var owner = new Option<string>("--owner") { Description = "Only stacks of this owner" };
        var challenge = new Option<string>("--challenge") { Description = "Only stacks of this challenge" };
        var status = new Option<string>("--status") { Description = "Only stacks with this status" };
        status.AcceptOnlyFromAmong("creating", "running", "stopped", "failed", "node_deleted");
        var output = StackOptions.Output();
        var command = new Command("list", "Show all stacks, or those of an owner, a challenge or a status.") { owner, challenge, status, output };
        command.Aliases.Add("ls");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            List<(string Name, string? Value)> filters =
            [
                ("owner", parsed.GetValue(owner)),
                ("challenge", parsed.GetValue(challenge)),
                ("status", parsed.GetValue(status)),
            ];
            var query = string.Join('&', filters.Where(filter => filter.Value is not null).Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Value!)}"));
            return (int)await new StackCall(HttpMethod.Get, query.Length == 0 ? "stacks" : $"stacks?{query}")
                .RunAsync(terminal, parsed.GetValue(output) == "json", answer => StackText.WriteMany(terminal, answer), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
