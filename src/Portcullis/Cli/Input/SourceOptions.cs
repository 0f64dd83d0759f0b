using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Portcullis.Client.Configuration;

namespace Portcullis.Cli.Input;

/// <summary>Where a <c>policy</c> command gets its objects: <c>-f</c>, or <c>--live</c> with <c>--kubeconfig</c> and <c>--context</c>.</summary>
internal sealed class SourceOptions
{
    // The first version that labels namespaces by their name.
    private const int Labelling = 21;

    private readonly Option<string[]> _files = FileOption.Create("A manifest file, a folder of them (with those below), or - for standard input: YAML, several documents, List, JSON, JSON lines; may be given several times");
    private readonly Option<bool> _live = new("--live") { Description = "Ask a living cluster instead of files; the service account of this pod, else the usual kubeconfig, says which" };
    private readonly Option<string> _kubeconfig = new("--kubeconfig") { HelpName = "FILE", Description = "With --live: the kubeconfig" };
    private readonly Option<string> _context = new("--context") { HelpName = "NAME", Description = "With --live: the context in the kubeconfig" };

    private readonly Option<int> _version = new("--kubernetes-version")
    {
        HelpName = "1.N",
        Description = "With -f: the version of the API server that the manifests are for (default: a current one). Before 1.21 it gave namespaces no label of their name",
        DefaultValueFactory = _ => int.MaxValue,
        CustomParser = result => TryParseMinor(result.Tokens[0].Value) is { } minor ? minor : Refuse(result),
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(_files);
        command.Options.Add(_live);
        command.Options.Add(_kubeconfig);
        command.Options.Add(_context);
        command.Options.Add(_version);
        command.Validators.Add(result =>
        {
            var hasFiles = result.GetResult(_files) is { Tokens.Count: > 0 };
            var isLive = result.GetValue(_live);
            if (hasFiles == isLive)
            {
                result.AddError(isLive ? "-f and --live exclude each other" : "say what to look at: -f FILE, or --live");
            }
            else if (isLive && result.GetResult(_version) is { Implicit: false })
            {
                result.AddError("--kubernetes-version is about manifests: a living cluster's namespaces are as they are");
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
        : FileObjects.ReadAsync(terminal, parsed.GetValue(_files) ?? [], parsed.GetValue(_version) >= Labelling, cancellationToken);

    /// <summary>The minor version of <c>1.20</c>, <c>v1.20</c> or <c>v1.20.2</c>.</summary>
    private static int? TryParseMinor(string text)
    {
        var parts = text.TrimStart('v').Split('.');
        return parts.Length is 2 or 3 && parts[0] == "1" && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor) ? minor : null;
    }

    private static int Refuse(ArgumentResult result)
    {
        result.AddError($"\"{result.Tokens[0].Value}\" is no version of Kubernetes; write it as 1.20");
        return 0;
    }
}
