using System.Diagnostics.CodeAnalysis;
using Portcullis.Cli;

namespace Portcullis.Tests.Cli;

/// <summary>A terminal that keeps what a command said.</summary>
[SuppressMessage("Design", "CA1001", Justification = "a transcript holds nothing that needs to be given back")]
internal sealed class CapturedTerminal
{
    private readonly Transcript _out = new();
    private readonly Transcript _error = new();

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public string Input { get; set; } = "";

    /// <summary>Instead of <see cref="Input"/>: a pipe that is written to as the command runs.</summary>
    public TextReader? InputReader { get; set; }

    public bool OutIsScreen { get; set; }

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    /// <summary>Waits until a text stands on standard output.</summary>
    public Task<string> WaitForOutAsync(string part) => _out.WaitForAsync(part);

    public Task<ExitCode> RunAsync(params string[] arguments) =>
        RunAsync(TestContext.Current.CancellationToken, arguments);

    public Task<ExitCode> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        CommandLine.RunAsync(arguments, Terminal(), cancellationToken);

    private Terminal Terminal() => new()
    {
        In = InputReader ?? new StringReader(Input),
        Out = _out,
        OutIsScreen = OutIsScreen,
        Error = _error,
        Environment = Environment,
        Time = TimeProvider.System,
    };
}
