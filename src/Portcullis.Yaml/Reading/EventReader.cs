using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Portcullis.Yaml;

/// <summary>The parser's events one by one; a syntax error is a problem and ends them.</summary>
internal sealed class EventReader(string text, Problems problems)
{
    private readonly Parser _parser = new(new Scanner(new StringReader(text), skipComments: true));

    /// <summary>The event at hand; null before the first and after the last.</summary>
    public ParsingEvent? Current { get; private set; }

    /// <summary>Moves to the next event.</summary>
    /// <returns>False at the end and after a syntax error.</returns>
    public bool Next()
    {
        try
        {
            Current = _parser.MoveNext() ? _parser.Current : null;
        }
        catch (YamlException exception)
        {
            Fail(exception.Start, exception.Message);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            // The scanner meets some broken escapes and markers with exceptions of the base library.
            Fail(_parser.Current?.End ?? Mark.Empty, "broken syntax after this place");
        }

        return Current is not null;
    }

    /// <summary>Converts a mark of the parser.</summary>
    public static YamlPosition PositionOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private void Fail(Mark mark, string message)
    {
        Current = null;
        problems.Add(PositionOf(mark), message.Length > 0 ? char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.') : "broken syntax");
    }
}
