using System.CommandLine;

namespace Portcullis.Cli.Manifests;

/// <summary><c>manifest</c>: questions about manifests as such.</summary>
internal static class ManifestCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="terminal">What it may touch.</param>
    public static Command Create(Terminal terminal) => new("manifest", "See what manifests say.")
    {
        ManifestShowCommand.Create(terminal),
    };
}
