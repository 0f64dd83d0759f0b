using System.CommandLine;
using Portcullis.Client;

namespace Portcullis.Cli.Input;

/// <summary>Where a <c>policy</c> command gets its objects: <c>-f</c>, or <c>--live</c> with <c>--kubeconfig</c> and <c>--context</c>.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string[]> _files = FileOption.Create("A manifest file, a folder of them (with those below), or - for standard input: YAML, several documents, List, JSON, JSON lines; may be given several times");
    private readonly Option<bool> _live = new("--live") { Description = "Ask a living cluster instead of files; the service account of this pod, else the usual kubeconfig, says which" };
    private readonly Option<string> _kubeconfig = new("--kubeconfig") { HelpName = "FILE", Description = "With --live: the kubeconfig" };
    private readonly Option<string> _context = new("--context") { HelpName = "NAME", Description = "With --live: the context in the kubeconfig" };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(_files);
        command.Options.Add(_live);
        command.Options.Add(_kubeconfig);
        command.Options.Add(_context);
        command.Validators.Add(result =>
        {
            var hasFiles = result.GetResult(_files) is { Tokens.Count: > 0 };
            var isLive = result.GetValue(_live);
            if (hasFiles == isLive)
            {
                result.AddError(isLive ? "-f and --live exclude each other" : "say what to look at: -f FILE, or --live");
            }
            else if (!isLive && (result.GetResult(_kubeconfig) is not null || result.GetResult(_context) is not null))
            {
                result.AddError("--kubeconfig and --context say which cluster; add --live");
            }
        });
    }

    /// <summary>Reads the objects.</summary>
    /// <param name="terminal">What may be touched.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InputException">They cannot be read.</exception>
    public Task<ClusterInput> ReadAsync(Terminal terminal, ParseResult parsed, CancellationToken cancellationToken) => parsed.GetValue(_live)
        ? LiveObjects.ReadAsync(terminal, new ClusterAccessOptions { KubeconfigPath = parsed.GetValue(_kubeconfig), Context = parsed.GetValue(_context) }, cancellationToken)
        : FileObjects.ReadAsync(terminal, parsed.GetValue(_files) ?? [], cancellationToken);
}
