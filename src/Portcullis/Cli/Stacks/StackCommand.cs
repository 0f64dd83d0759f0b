using System.CommandLine;

namespace Portcullis.Cli.Stacks;

/// <summary><c>stack</c>: a client of a running service.</summary>
internal static class StackCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal) =>
        new("stack", $"Make, look at and take away stacks, through a running service. PORTCULLIS_URL says where it is ({StackApi.DefaultUrl} by default), API_KEY holds the key.")
        {
            StackCreateCommand.Create(terminal),
            StackGetCommand.Create(terminal),
            StackListCommand.Create(terminal),
            StackRenewCommand.Create(terminal),
            StackRestartCommand.Create(terminal),
            StackDeleteCommand.Create(terminal),
        };
}
