using System.CommandLine;

namespace Portcullis.Cli.Policies;

/// <summary><c>policy</c>: questions about network policies.</summary>
internal static class PolicyCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal) =>
        new("policy", "Say what network policies do: who reaches whom and why, and what is not as it seems. Reads manifests, or a living cluster.")
        {
            PolicyMatrixCommand.Create(terminal),
            PolicyExplainCommand.Create(terminal),
            PolicyLintCommand.Create(terminal),
            PolicyCheckCommand.Create(terminal),
        };
}
