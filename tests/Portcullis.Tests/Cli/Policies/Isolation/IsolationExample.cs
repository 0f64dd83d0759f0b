using Portcullis.Cli;

namespace Portcullis.Tests.Cli.Policies.Isolation;

/// <summary>What must be said of one manifest set under docs/examples/isolation, judged by hand from the rules and not by the guard.</summary>
/// <param name="Name">The file, without its ending.</param>
/// <param name="Exit">How the command ends.</param>
/// <param name="Verdicts">The statements that are not proven: <c>S1 open, S7 incomplete</c>.</param>
internal sealed record IsolationExample(string Name, ExitCode Exit, string Verdicts)
{
    /// <summary>Options beside the file.</summary>
    public string[] Options { get; init; } = [];

    /// <summary>
    /// The evidence, in order: <c>S3: stacks/pwn -> 10.43.0.1 443/TCP, out by stacks/e1[0]</c>, with the rule that lets it out
    /// and in where a policy isolates, or for evidence that is no path the beginning of its text.
    /// </summary>
    public string[] Witnesses { get; init; } = [];
}
