using System.Text;
using Portcullis.Yaml.Nodes;
using Portcullis.Yaml.Reading;

namespace Portcullis.Yaml.Streams;

/// <summary>
/// Reads a stream of manifests as kubectl does, as its lines come, so that the first can be answered before the last is
/// there: each piece is what kubectl would send, or it is refused.
/// </summary>
/// <remarks>
/// A stream whose first character is "{" is a row of JSON values, with or without space between them. Where its first value
/// is no JSON, all of it is YAML; where something else comes after one value, the rest is. YAML is cut at lines that begin
/// with "---", which nothing but a comment may follow, and nowhere else.
/// </remarks>
/// <param name="limits">How much each piece may ask for.</param>
public sealed class ManifestReader(YamlLimits limits)
{
    // How far into the stream kubectl looks for the bracket.
    private const int Peeked = 4096;
    private const string Marker = "---";
    private const char ByteOrderMark = '\uFEFF';

    private readonly StringBuilder _text = new();
    private readonly JsonExtent _extent = new();

    // The lines since the start of the stream, while it may still turn out to be YAML.
    private readonly List<string> _lines = [];
    private Mode _mode = Mode.Undecided;
    private YamlProblem? _brokenJson;
    private int _line;
    private int _start = 1;
    private int _values;
    private bool _hasTab;
    private bool _hasMarker;
    private bool _hasDocument;

    private enum Mode
    {
        Undecided,
        Json,
        Yaml,
    }

    /// <summary>Takes the next line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <returns>The pieces that ended with it or before it.</returns>
    public IReadOnlyList<ManifestPart> Add(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        _line++;
        var parts = new List<ManifestPart>();
        AddLine(line, parts);
        return parts;
    }

    /// <summary>Takes the end of the stream.</summary>
    /// <returns>The pieces that ended with it.</returns>
    public IReadOnlyList<ManifestPart> Finish()
    {
        var parts = new List<ManifestPart>();
        if (_mode == Mode.Undecided)
        {
            TurnToYaml(parts);
        }

        if (_mode == Mode.Json && _extent.IsOpen)
        {
            EndJson(parts);
        }

        if (_mode == Mode.Yaml)
        {
            EndYaml(parts);
        }

        return parts;
    }

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limits">How much each piece may ask for.</param>
    public static IEnumerable<ManifestPart> Read(string text, YamlLimits limits)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ManifestReader(limits).ReadAll(text);
    }

    /// <summary>Whether an empty document stood before all others, between two markers.</summary>
    internal bool HasEmptyFirst { get; private set; }

    /// <summary>Reads a whole text; once.</summary>
    internal IEnumerable<ManifestPart> ReadAll(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var hasReturn = end > start && text[end - 1] == '\r';
            foreach (var part in Add(text[start..(hasReturn ? end - 1 : end)]))
            {
                yield return part;
            }

            start = end + 1;
        }

        foreach (var part in Finish())
        {
            yield return part;
        }
    }

    private void AddLine(string line, List<ManifestPart> parts)
    {
        switch (_mode)
        {
            case Mode.Undecided:
                Decide(line, parts);
                break;
            case Mode.Json:
                if (_values == 0)
                {
                    _lines.Add(line);
                }

                AddJson(line, parts, isWhole: true);
                break;
            default:
                AddYaml(line, parts);
                break;
        }
    }

    private void Decide(string line, List<ManifestPart> parts)
    {
        var isMarked = _line == 1 && line is [ByteOrderMark, ..];
        _lines.Add(isMarked ? line[1..] : line);
        var content = line.AsSpan().TrimStart();
        if (isMarked || (content.Length > 0 && (content[0] != '{' || _lines.Sum(known => known.Length + 1) - content.Length > Peeked)))
        {
            TurnToYaml(parts);
        }
        else if (content.Length > 0)
        {
            _mode = Mode.Json;
            AddJson(line, parts, isWhole: true);
        }
    }

    /// <summary>All lines so far are YAML.</summary>
    private void TurnToYaml(List<ManifestPart> parts)
    {
        _mode = Mode.Yaml;
        _text.Clear();
        _extent.Reset();
        var last = _line;
        _line = _start = 1;
        foreach (var line in _lines)
        {
            AddYaml(line, parts);
            _line++;
        }

        _line = last;
        _lines.Clear();
    }

    private void AddJson(string part, List<ManifestPart> parts, bool isWhole)
    {
        while (true)
        {
            if (!_extent.IsOpen)
            {
                var content = part.TrimStart(' ', '\t', '\r');
                if (content.Length == 0)
                {
                    _hasTab |= part.AsSpan().ContainsAny('\t', '\r');
                    return;
                }

                if (content[0] is not ('{' or '['))
                {
                    LeaveJson(part, isWhole, parts);
                    return;
                }

                part = content;
                _start = _line;
            }

            var end = _extent.FindEnd(part);
            if (end < 0)
            {
                _text.Append(part).Append('\n');
                return;
            }

            _text.Append(part, 0, end);
            part = part[end..];
            isWhole = false;
            if (!EndJson(parts))
            {
                return;
            }
        }
    }

    /// <summary>A value is whole, or the stream ends within it.</summary>
    /// <returns>False when the stream is no JSON, from its start on.</returns>
    private bool EndJson(List<ManifestPart> parts)
    {
        var text = _text.ToString();
        _text.Clear();
        _extent.Reset();
        switch (JsonText.Read(text, _start, limits))
        {
            case JsonSound(var json):
                _values++;
                _lines.Clear();
                parts.Add(new ManifestJson(_start, text, json));
                return true;
            case JsonBroken { IsSyntax: true, Problem: var problem } when _values == 0:
                _brokenJson = LooksLikeJson(text) ? problem : null;
                _lines[0] = _lines[0].TrimStart();
                TurnToYaml(parts);
                return false;
            case JsonBroken { Problem: var problem }:
                _values++;
                _lines.Clear();
                parts.Add(new ManifestRefusal("JSON", [problem]));
                return true;
            default:
                throw new InvalidOperationException("unknown kind of result");
        }
    }

    /// <summary>Whether who wrote it meant JSON: the first key is in quotes.</summary>
    private static bool LooksLikeJson(string text) => text.AsSpan(1).TrimStart() is ['"', ..];

    /// <summary>Something comes that is no JSON: after one value, it may be the marker of a new document.</summary>
    private void LeaveJson(string line, bool isWhole, List<ManifestPart> parts)
    {
        if (_values == 0)
        {
            _lines[0] = _lines[0].TrimStart();
            TurnToYaml(parts);
            return;
        }

        var isMarker = isWhole && line.StartsWith(Marker, StringComparison.Ordinal);
        if (_values > 1)
        {
            parts.Add(Refused(_line, "JSON", "after two values of JSON kubectl takes nothing but JSON: leave this out, or write \"---\" on a line of its own before every document but the first"));
        }
        else if (!isMarker || _hasTab)
        {
            parts.Add(Refused(_line, "JSON", "only \"---\" on a line of its own, or more JSON, may follow the closing bracket of JSON: no text, no comment, and no tab before it"));
        }

        if (isMarker)
        {
            _mode = Mode.Yaml;
            _start = _line;
            AddYaml(line, parts);
        }
    }

    private void AddYaml(string line, List<ManifestPart> parts)
    {
        if (!line.StartsWith(Marker, StringComparison.Ordinal))
        {
            _text.Append(line).Append('\n');
            return;
        }

        if (EndYaml(parts))
        {
            _hasDocument = true;
        }
        else
        {
            HasEmptyFirst |= _hasMarker && !_hasDocument;
        }

        _hasMarker = true;
        _start = _line + 1;
        if (!IsMarker(line))
        {
            parts.Add(Refused(_line, "YAML", "kubectl refuses text on the line of \"---\": write the document on the next line, and a space before a comment"));
        }
    }

    // Without a space before it, the comment is text to kubectl where no document comes before.
    private static bool IsMarker(string line) =>
        line.Length == Marker.Length || (line[Marker.Length] is ' ' or '\t' && line.AsSpan(Marker.Length).Trim(" \t") is [] or ['#', ..] && TextCheck.IsClean(line, 1, new Problems()));

    /// <returns>Whether there was a document.</returns>
    private bool EndYaml(List<ManifestPart> parts)
    {
        var text = _text.ToString();
        _text.Clear();
        var problems = new Problems();
        var root = TextCheck.IsClean(text, _start, problems) ? new DocumentParser(text, _start, limits, problems).Read() : null;
        var isEmpty = !problems.Any && (root is null or YamlScalar { IsNull: true });
        if (problems.Any)
        {
            // A broken flow mapping and broken JSON look alike; JSON is what people write with brackets.
            parts.Add(_brokenJson is null ? new ManifestRefusal("YAML", problems.All) : new ManifestRefusal("JSON", [_brokenJson]));
        }
        else if (!isEmpty)
        {
            parts.Add(new ManifestYaml(root!));
        }

        _brokenJson = null;
        return !isEmpty;
    }

    private static ManifestRefusal Refused(int line, string format, string message) => new(format, [new YamlProblem(line, 1, message)]);
}
