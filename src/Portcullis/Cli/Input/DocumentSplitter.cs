using System.Text;

namespace Portcullis.Cli.Input;

/// <summary>Cuts a text into documents as its lines come, so that the first can be answered before the last is there.</summary>
/// <remarks>
/// A document marker stands at the start of a line and nowhere inside a scalar, in YAML as in JSON, so lines decide.
/// A JSON value also ends where its last bracket closes: JSON lines need no markers.
/// </remarks>
internal sealed class DocumentSplitter
{
    private readonly StringBuilder _text = new();
    private readonly JsonExtent _extent = new();
    private Shape _shape = Shape.Undecided;
    private int _line;
    private int _start;

    private enum Shape
    {
        Undecided,
        Yaml,
        Json,
    }

    /// <summary>Takes the next line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <returns>The documents that ended with it or before it.</returns>
    public IReadOnlyList<DocumentText> Add(string line) => [.. Cut(line)];

    /// <summary>The document that the end of the text ends; null when there is none.</summary>
    public DocumentText? Finish() => Take();

    private static bool IsMarker(string line, string marker) =>
        line.StartsWith(marker, StringComparison.Ordinal) && (line.Length == marker.Length || line[marker.Length] is ' ' or '\t');

    private IEnumerable<DocumentText> Cut(string line)
    {
        _line++;
        if (IsMarker(line, "---") || IsMarker(line, "..."))
        {
            if (Take() is { } before)
            {
                yield return before;
            }

            // What follows on the line of a marker belongs to the document it opens.
            line = line.StartsWith("---", StringComparison.Ordinal) && line.AsSpan(3).TrimStart() is not ([] or ['#', ..]) ? line : "";
        }

        foreach (var ended in AddPart(line))
        {
            yield return ended;
        }
    }

    private IEnumerable<DocumentText> AddPart(string part)
    {
        while (true)
        {
            if (_shape == Shape.Undecided && !TryDecide(part))
            {
                // Comments and blank lines before anything else are nobody's; directives change nothing that we read.
                yield break;
            }

            var end = _shape == Shape.Json ? _extent.FindEnd(part) : -1;
            if (end < 0)
            {
                _text.Append(part).Append('\n');
                yield break;
            }

            _text.Append(part, 0, end);
            yield return Take()!;
            part = part[end..];
        }
    }

    private bool TryDecide(string line)
    {
        var content = line.AsSpan().TrimStart();
        if (content is [] or ['#', ..] || line.StartsWith('%'))
        {
            return false;
        }

        _shape = content[0] is '{' or '[' ? Shape.Json : Shape.Yaml;
        _start = _line;
        return true;
    }

    private DocumentText? Take()
    {
        var document = _shape == Shape.Undecided ? null : new DocumentText(_text.ToString(), _start, _shape == Shape.Json);
        _text.Clear();
        _extent.Reset();
        _shape = Shape.Undecided;
        return document;
    }
}

/// <summary>One document of a text.</summary>
/// <param name="Text">Its own lines.</param>
/// <param name="Line">The line of the whole text that it begins on, from 1.</param>
/// <param name="LooksLikeJson">Whether it begins with a bracket.</param>
internal sealed record DocumentText(string Text, int Line, bool LooksLikeJson);
