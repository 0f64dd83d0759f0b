using System.Text;
using Portcullis.Cli.Input;

namespace Portcullis.Cli;

/// <summary>Reads what a command was given to read: a file, or standard input for <c>-</c>.</summary>
internal static class InputText
{
    /// <summary>The most that is read: 64 Mi characters. Nothing legitimate comes near; a wrong file or an endless pipe does.</summary>
    public const int Limit = 64 << 20;

    /// <summary>Reads it all.</summary>
    /// <param name="terminal">Whose standard input.</param>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">It cannot be read, or is too long. The message is fit for the user.</exception>
    public static async Task<string> ReadAsync(Terminal terminal, string path, CancellationToken cancellationToken)
    {
        try
        {
            if (path == "-")
            {
                return await ReadAsync(terminal.In, "standard input", cancellationToken).ConfigureAwait(false);
            }

            using var reader = InputFiles.Open(path);
            return await ReadAsync(reader, $"\"{path}\"", cancellationToken).ConfigureAwait(false);
        }
        catch (DecoderFallbackException e)
        {
            throw new IOException($"{InputFiles.NameOf(path)} is no text in UTF-8", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static async Task<string> ReadAsync(TextReader reader, string name, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[16384];
        int read;
        while ((read = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (text.Length + read > Limit)
            {
                throw new IOException($"{name} is longer than 64 MiB");
            }

            text.Append(buffer, 0, read);
        }

        return text.ToString();
    }
}
