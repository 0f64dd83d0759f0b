using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Portcullis.Yaml;

/// <summary>Builds the trees of a stream from the parser's events, and counts as it goes.</summary>
/// <remarks>
/// A limit that is passed ends the reading at once: nothing behind it is worth the work. Every other problem is
/// noted and reading goes on, so that all of them are told together.
/// </remarks>
internal sealed class TreeBuilder(EventReader events, YamlLimits limits, Problems problems)
{
    private readonly Dictionary<AnchorName, YamlNode?> _anchors = [];
    private int _nodes;
    private long _aliasedText;
    private bool _stopped;

    /// <summary>The next document, or null at the end of the stream and after a limit or syntax error.</summary>
    public YamlNode? NextDocument()
    {
        while (!_stopped && events.Next())
        {
            if (events.Current is DocumentStart)
            {
                _anchors.Clear();
                return events.Next() ? Node(depth: 1) : null;
            }
        }

        return null;
    }

    private YamlNode? Node(int depth)
    {
        var current = events.Current!;
        var position = EventReader.PositionOf(current.Start);
        if (depth > limits.MaxDepth)
        {
            return Stop(position, $"nested more than {limits.MaxDepth} levels deep");
        }

        if (!Count(position, 1, 0))
        {
            return null;
        }

        return current is AnchorAlias alias ? Aliased(alias, depth) : Anchored(current, position, depth);
    }

    private YamlNode? Anchored(ParsingEvent current, YamlPosition position, int depth)
    {
        var anchor = current is NodeEvent nodeEvent ? nodeEvent.Anchor : AnchorName.Empty;
        if (!anchor.IsEmpty)
        {
            // Known but without a node while it is being read: an alias to it from within would have no end.
            _anchors[anchor] = null;
        }

        var node = current switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart start => ReadSequence(start, depth),
            MappingStart start => ReadMapping(start, depth),
            _ => Stop(position, "broken syntax"),
        };
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = node;
        }

        return node;
    }

    private YamlNode? Aliased(AnchorAlias alias, int depth)
    {
        var position = EventReader.PositionOf(alias.Start);
        if (!_anchors.TryGetValue(alias.Value, out var node))
        {
            return Stop(position, $"alias \"{Shown.Text(alias.Value.Value)}\" has no anchor before it");
        }

        if (node is null)
        {
            return Stop(position, $"alias \"{Shown.Text(alias.Value.Value)}\" stands inside its own anchor");
        }

        if (depth + node.Height - 1 > limits.MaxDepth)
        {
            return Stop(position, $"nested more than {limits.MaxDepth} levels deep");
        }

        return Count(position, node.NodeCount - 1, node.TextLength) ? node : null;
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        var position = EventReader.PositionOf(scalar.Start);
        var kind = ScalarTags.KindOf(scalar);
        if (kind is null)
        {
            problems.Add(position, $"tag \"{ScalarTags.Display(scalar.Tag)}\" is not allowed here");
        }

        if (!TextCheck.IsWellFormed(scalar.Value))
        {
            problems.Add(position, "an escape stands for half a character");
        }

        return new YamlScalar(position, scalar.Value, scalar.Style == ScalarStyle.Plain, kind ?? YamlScalarKind.String);
    }

    private YamlSequence? ReadSequence(SequenceStart start, int depth)
    {
        CheckTag(start.Tag, "seq", start.Start);
        var items = new List<YamlNode>();
        while (events.Next())
        {
            if (events.Current is SequenceEnd)
            {
                return new YamlSequence(EventReader.PositionOf(start.Start), items);
            }

            if (Node(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return null;
    }

    private YamlMapping? ReadMapping(MappingStart start, int depth)
    {
        CheckTag(start.Tag, "map", start.Start);
        var entries = new List<YamlEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (events.Next())
        {
            if (events.Current is MappingEnd)
            {
                return new YamlMapping(EventReader.PositionOf(start.Start), entries);
            }

            var position = EventReader.PositionOf(events.Current!.Start);
            if (Node(depth + 1) is not { } keyNode)
            {
                return null;
            }

            var key = KeyOf(keyNode, position, seen);
            if (!events.Next() || Node(depth + 1) is not { } value)
            {
                return null;
            }

            if (key is not null)
            {
                entries.Add(new YamlEntry(key, position, value));
            }
        }

        return null;
    }

    /// <summary>The text of a key, or null after a problem.</summary>
    private string? KeyOf(YamlNode node, YamlPosition position, HashSet<string> seen)
    {
        if (node is not YamlScalar { Kind: not YamlScalarKind.Null } scalar)
        {
            problems.Add(position, "a key must be a string");
            return null;
        }

        if (scalar is { IsPlain: true, Text: "<<" })
        {
            // kubectl lets the later of a merged and a written-out key win, YAML says the written-out one: nothing to build on.
            problems.Add(position, "merge keys (\"<<\") are not allowed: write the fields out");
            return null;
        }

        if (!seen.Add(scalar.Text))
        {
            problems.Add(position, $"key \"{Shown.Text(scalar.Text)}\" occurs twice in the same mapping");
            return null;
        }

        return scalar.Text;
    }

    private void CheckTag(TagName tag, string name, Mark mark)
    {
        if (!ScalarTags.FitsCollection(tag, name))
        {
            problems.Add(EventReader.PositionOf(mark), $"tag \"{ScalarTags.Display(tag)}\" is not allowed here");
        }
    }

    private bool Count(YamlPosition position, int nodes, long aliasedText)
    {
        if (nodes > limits.MaxNodes - _nodes)
        {
            Stop(position, $"more than {limits.MaxNodes} nodes, aliases written out");
            return false;
        }

        _nodes += nodes;
        _aliasedText += aliasedText;
        if (_aliasedText > limits.MaxBytes)
        {
            Stop(position, $"more than {limits.MaxBytes} bytes, aliases written out");
            return false;
        }

        return true;
    }

    private YamlNode? Stop(YamlPosition position, string message)
    {
        _stopped = true;
        problems.Add(position, message);
        return null;
    }
}
