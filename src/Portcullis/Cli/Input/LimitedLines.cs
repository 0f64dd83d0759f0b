using System.Runtime.CompilerServices;
using System.Text;

namespace Portcullis.Cli.Input;

/// <summary>The lines of a text as they come, up to a number of bytes: an endless pipe, even one without line breaks, is refused in time.</summary>
internal sealed class LimitedLines(long limit)
{
    private const int Block = 16 << 10;

    private long _left = limit;

    /// <summary>Reads the lines of one text; what was read before counts towards the limit.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What the text is called in messages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InputException">The limit is passed.</exception>
    public async IAsyncEnumerable<string> ReadAsync(TextReader reader, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var block = new char[Block];
        var line = new StringBuilder();
        int read;
        while ((read = await reader.ReadAsync(block, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Count(block.AsSpan(0, read), name);
            var from = 0;
            while (Array.IndexOf(block, '\n', from, read - from) is var at and >= 0)
            {
                yield return Whole(line.Append(block, from, at - from));
                line.Clear();
                from = at + 1;
            }

            line.Append(block, from, read - from);
        }

        if (line.Length > 0)
        {
            yield return Whole(line);
        }
    }

    private static string Whole(StringBuilder line) => line is [.., '\r'] ? line.ToString(0, line.Length - 1) : line.ToString();

    private void Count(ReadOnlySpan<char> text, string name)
    {
        _left -= Encoding.UTF8.GetByteCount(text);
        if (_left < 0)
        {
            throw InputFiles.TooLong(name);
        }
    }
}
