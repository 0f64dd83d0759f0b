using System.Runtime.CompilerServices;
using System.Text;

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
            var documents = 0;
            await foreach (var text in TextsAsync(terminal, path, lines, cancellationToken).ConfigureAwait(false))
            {
                if (DocumentReader.Read(text, InputFiles.NameOf(path), documents + 1) is { } document)
                {
                    documents++;
                    yield return document;
                }
            }
        }
    }

    private static async IAsyncEnumerable<DocumentText> TextsAsync(Terminal terminal, string path, LimitedLines lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var name = InputFiles.NameOf(path);
        using var file = path == InputFiles.StandardInput ? null : OpenFile(path);
        var splitter = new DocumentSplitter();
        var line = lines.ReadAsync(file ?? terminal.In, name, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (line.ConfigureAwait(false))
        {
            while (await NextAsync(line, name).ConfigureAwait(false))
            {
                foreach (var text in splitter.Add(line.Current))
                {
                    yield return text;
                }
            }
        }

        if (splitter.Finish() is { } last)
        {
            yield return last;
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
