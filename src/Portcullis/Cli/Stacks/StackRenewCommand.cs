using System.CommandLine;
using System.Text.Json.Nodes;

namespace Portcullis.Cli.Stacks;

/// <summary><c>stack renew</c>.</summary>
internal static class StackRenewCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal)
    {
        var id = StackOptions.Id();
        var ttl = new Option<string>("--ttl") { Description = "How long it shall live from now, such as 45m; the service's usual lifetime when not given" };
        var output = StackOptions.Output();
        var command = new Command("renew", "Let a stack live longer, counted from now and up to the service's limit.") { id, ttl, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = new JsonObject();
            if (parsed.GetValue(ttl) is { } value)
            {
                body["ttl"] = value;
            }

            return (int)await new StackCall(HttpMethod.Post, $"stacks/{parsed.GetRequiredValue(id)}/renew", body)
                .RunAsync(terminal, parsed.GetValue(output) == "json", answer => StackText.WriteOne(terminal, answer), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
