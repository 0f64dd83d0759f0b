using System.Runtime.CompilerServices;
using System.Text;
using Portcullis.Yaml.Reading;
using Portcullis.Yaml.Streams;

namespace Portcullis.Cli.Input;

/// <summary>The documents of everything that <c>-f</c> names, one after the other, as they come.</summary>
internal static class Documents
{
    /// <summary>Reads them.</summary>
    /// <param name="terminal">Whose standard input.</param>
    /// <param name="given">Files, folders, <c>-</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InputException">A file cannot be read at all.</exception>
    public static async IAsyncEnumerable<DocumentResult> ReadAsync(Terminal terminal, IReadOnlyList<string> given, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new LimitedLines(InputText.Limit);
        foreach (var path in InputFiles.Find(given))
        {
            var name = InputFiles.NameOf(path);
            var number = 0;
            await foreach (var part in PartsAsync(terminal, path, lines, cancellationToken).ConfigureAwait(false))
            {
                number++;
                yield return Document(part, name, number);
            }
        }
    }

    private static DocumentResult Document(ManifestPart part, string name, int number) => part switch
    {
        ManifestJson json => new Document(json.Json, new Origin(name, json.Line, number), null),
        ManifestYaml yaml => new Document(YamlElement.Of(yaml.Root), new Origin(name, yaml.Root.Position.Line, number), yaml.Root),
        ManifestRefusal refusal => new UnreadableDocument([.. refusal.Problems.Select(problem => $"{new Origin(name, problem.Line, number)}: broken {refusal.Format}: {problem.Message}")]),
        _ => throw new InvalidOperationException("unknown kind of part"),
    };

    private static async IAsyncEnumerable<ManifestPart> PartsAsync(Terminal terminal, string path, LimitedLines lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = InputFiles.NameOf(path);
        using var file = path == InputFiles.StandardInput ? null : OpenFile(path);
        var reader = new ManifestReader(YamlLimits.Operator);
        var line = lines.ReadAsync(file ?? terminal.In, name, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (line.ConfigureAwait(false))
        {
            while (await NextAsync(line, name).ConfigureAwait(false))
            {
                foreach (var part in reader.Add(line.Current))
                {
                    yield return part;
                }
            }
        }

        foreach (var part in reader.Finish())
        {
            yield return part;
        }
    }

    private static StreamReader OpenFile(string path)
    {
        try
        {
            return InputFiles.Open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {e.Message}");
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<string> lines, string name)
    {
        try
        {
            return await lines.MoveNextAsync().ConfigureAwait(false);
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{name}: is no text in UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{name}: {e.Message}");
        }
    }
}
