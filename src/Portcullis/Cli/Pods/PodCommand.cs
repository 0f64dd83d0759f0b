using System.CommandLine;

namespace Portcullis.Cli.Pods;

/// <summary><c>pod</c>: questions about pods.</summary>
internal static class PodCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal) =>
        new("pod", "Say what becomes of a challenge's manifest, whether pods meet the Pod Security Standards, and what their containers really run with.")
        {
            PodAdmitCommand.Create(terminal),
            PodEvaluateCommand.Create(terminal),
            PodEffectiveCommand.Create(terminal),
        };
}
