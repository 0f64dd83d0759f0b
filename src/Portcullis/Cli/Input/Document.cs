using System.Text.Json;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Cli.Input;

/// <summary>What became of one document: <see cref="Document"/> or <see cref="UnreadableDocument"/>.</summary>
internal abstract record DocumentResult
{
    private protected DocumentResult()
    {
    }
}

/// <summary>One that cannot be parsed; those behind it can be read all the same.</summary>
/// <param name="Lines">What is wrong, with file and line; at least one.</param>
internal sealed record UnreadableDocument(IReadOnlyList<string> Lines) : DocumentResult;

/// <summary>One that was read.</summary>
/// <param name="Json">What it says.</param>
/// <param name="Origin">Where it began.</param>
/// <param name="Node">The same with positions; null for JSON.</param>
internal sealed record Document(JsonElement Json, Origin Origin, YamlNode? Node) : DocumentResult;
