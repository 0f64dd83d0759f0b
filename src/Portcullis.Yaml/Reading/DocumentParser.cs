using Portcullis.Yaml.Nodes;
using Portcullis.Yaml.Reading.Scanning;

namespace Portcullis.Yaml.Reading;

/// <summary>Builds the tree of a document from its tokens.</summary>
/// <remarks>
/// A limit that is passed and broken syntax end the reading at once. Every other problem is noted and reading goes on, so
/// that all of them are told together.
/// </remarks>
/// <param name="text">The document, every line with its line feed.</param>
/// <param name="firstLine">Which line of the whole text it begins on, from 1.</param>
/// <param name="limits">How much it may ask for.</param>
/// <param name="problems">Gets what is wrong with it.</param>
internal sealed class DocumentParser(string text, int firstLine, YamlLimits limits, Problems problems)
{
    private readonly Scanner _scanner = new(text, firstLine);
    private readonly NodeCount _count = new(limits);
    private readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);

    /// <summary>Reads the document.</summary>
    /// <returns>Null when there is none, and after a problem that ends the reading.</returns>
    public YamlNode? Read()
    {
        try
        {
            var root = _scanner.Peek().Kind == TokenKind.StreamEnd ? null : Node(1, inBlock: true, mayHaveItems: false);
            CheckEnd();
            return root;
        }
        catch (YamlSyntaxException e)
        {
            problems.Add(e.Position, e.Message);
            return null;
        }
    }

    private void CheckEnd()
    {
        while (_scanner.Peek().Kind == TokenKind.DocumentEnd)
        {
            _scanner.Skip();
        }

        var rest = _scanner.Peek();
        if (rest.Kind != TokenKind.StreamEnd)
        {
            throw new YamlSyntaxException(rest.Position, "the document has ended before this, and kubectl drops the rest without a word: write \"---\" on a line of its own between two documents");
        }
    }

    private YamlNode Node(int depth, bool inBlock, bool mayHaveItems)
    {
        var position = _scanner.Peek().Position;
        if (depth > limits.MaxDepth)
        {
            throw new YamlSyntaxException(position, $"nested more than {limits.MaxDepth} levels deep");
        }

        ThrowIf(_count.Add(), position);
        return _scanner.Peek().Kind == TokenKind.Alias ? Aliased(depth) : Anchored(depth, inBlock, mayHaveItems);
    }

    private YamlNode Anchored(int depth, bool inBlock, bool mayHaveItems)
    {
        var position = _scanner.Peek().Position;
        var anchor = TakeText(TokenKind.Anchor);
        var tag = TakeText(TokenKind.Tag);
        anchor ??= TakeText(TokenKind.Anchor);
        if (anchor is not null)
        {
            // Known but without a node while it is being read: an alias to it from within would have no end.
            _anchors[anchor] = null;
        }

        var node = Content(new Place(position, tag, depth), inBlock, mayHaveItems, hasProperties: anchor is not null || tag is not null);
        if (anchor is not null)
        {
            _anchors[anchor] = node;
        }

        return node;
    }

    private string? TakeText(TokenKind kind)
    {
        var token = _scanner.Peek();
        if (token.Kind != kind)
        {
            return null;
        }

        _scanner.Skip();
        return token.Text;
    }

    private YamlNode Content(Place place, bool inBlock, bool mayHaveItems, bool hasProperties)
    {
        var token = _scanner.Peek();
        switch (token.Kind)
        {
            case TokenKind.PlainScalar or TokenKind.QuotedScalar:
                _scanner.Skip();
                return Scalar(place, token.Text, token.Kind == TokenKind.PlainScalar);
            case TokenKind.BlockEntry when mayHaveItems:
                return ReadItems(place, isIndented: false);
            case TokenKind.BlockSequenceStart when inBlock:
                _scanner.Skip();
                return ReadItems(place, isIndented: true);
            case TokenKind.BlockMappingStart when inBlock:
                _scanner.Skip();
                return ReadBlockMapping(place);
            case TokenKind.FlowSequenceStart:
                _scanner.Skip();
                return ReadFlowSequence(place);
            case TokenKind.FlowMappingStart:
                _scanner.Skip();
                return ReadFlowMapping(place);
            default:
                return hasProperties ? Scalar(place, "", isPlain: true) : throw Unexpected(token);
        }
    }

    private YamlNode Aliased(int depth)
    {
        var token = _scanner.Peek();
        _scanner.Skip();
        if (!_anchors.TryGetValue(token.Text, out var node))
        {
            throw new YamlSyntaxException(token.Position, $"alias \"{Shown.Text(token.Text)}\" has no anchor before it");
        }

        if (node is null)
        {
            throw new YamlSyntaxException(token.Position, $"alias \"{Shown.Text(token.Text)}\" stands inside its own anchor");
        }

        if (depth + node.Height - 1 > limits.MaxDepth)
        {
            throw new YamlSyntaxException(token.Position, $"nested more than {limits.MaxDepth} levels deep");
        }

        ThrowIf(_count.AddAliased(node), token.Position);
        return node;
    }

    private YamlScalar Scalar(Place place, string text, bool isPlain)
    {
        var kind = ScalarTags.KindOf(place.Tag, text, isPlain);
        if (kind is null)
        {
            RefuseTag(place);
        }

        var scalar = new YamlScalar(place.Position, text, isPlain, kind ?? YamlScalarKind.String);
        if (kind == YamlScalarKind.Float && !double.IsFinite(scalar.ToReal()))
        {
            problems.Add(place.Position, $"\"{text}\" is no number that can be sent: put it in quotes if it is a text");
        }

        return scalar;
    }

    /// <summary>The items of a list: with an end of its own, or at the column of the key above it, where they end with the last dash.</summary>
    private YamlSequence ReadItems(Place place, bool isIndented)
    {
        CheckTag(place, "!!seq");
        var items = new List<YamlNode>();
        while (_scanner.Peek().Kind == TokenKind.BlockEntry)
        {
            var dash = _scanner.Peek().Position;
            _scanner.Skip();
            var isEmpty = _scanner.Peek().Kind is TokenKind.BlockEntry or TokenKind.BlockEnd || (!isIndented && _scanner.Peek().Kind is TokenKind.Key or TokenKind.Value);
            items.Add(isEmpty ? Nothing(dash) : Node(place.Depth + 1, inBlock: true, mayHaveItems: false));
        }

        if (isIndented)
        {
            Take(TokenKind.BlockEnd);
        }

        return new YamlSequence(place.Position, items);
    }

    private YamlMapping ReadBlockMapping(Place place)
    {
        CheckTag(place, "!!map");
        var entries = new Entries(problems);
        while (_scanner.Peek().Kind == TokenKind.Key)
        {
            var start = _scanner.Peek().Position;
            _scanner.Skip();
            var key = BlockPart(place, start);
            var isGiven = _scanner.Peek().Kind == TokenKind.Value;
            var colon = _scanner.Peek().Position;
            if (isGiven)
            {
                _scanner.Skip();
            }

            entries.Add(key, isGiven ? BlockPart(place, colon) : Nothing(colon));
        }

        Take(TokenKind.BlockEnd);
        return new YamlMapping(place.Position, entries.All);
    }

    private YamlNode BlockPart(Place place, YamlPosition before) => _scanner.Peek().Kind is TokenKind.Key or TokenKind.Value or TokenKind.BlockEnd
        ? Nothing(before)
        : Node(place.Depth + 1, inBlock: true, mayHaveItems: true);

    private YamlSequence ReadFlowSequence(Place place)
    {
        CheckTag(place, "!!seq");
        var items = new List<YamlNode>();
        while (NextInFlow(TokenKind.FlowSequenceEnd, isFirst: items.Count == 0, place))
        {
            items.Add(_scanner.Peek().Kind == TokenKind.Key ? ReadPair(place) : Node(place.Depth + 1, inBlock: false, mayHaveItems: false));
        }

        return new YamlSequence(place.Position, items);
    }

    /// <summary>A mapping of one entry without brackets of its own: <c>[a: b]</c>.</summary>
    private YamlMapping ReadPair(Place list)
    {
        var start = _scanner.Peek().Position;
        ThrowIf(_count.Add(), start);
        var entries = new Entries(problems);
        ReadFlowEntry(list with { Position = start, Depth = list.Depth + 1 }, TokenKind.FlowSequenceEnd, entries);
        return new YamlMapping(start, entries.All);
    }

    private YamlMapping ReadFlowMapping(Place place)
    {
        CheckTag(place, "!!map");
        var entries = new Entries(problems);
        var isFirst = true;
        while (NextInFlow(TokenKind.FlowMappingEnd, isFirst, place))
        {
            isFirst = false;
            if (_scanner.Peek().Kind == TokenKind.Key)
            {
                ReadFlowEntry(place, TokenKind.FlowMappingEnd, entries);
            }
            else
            {
                var key = Node(place.Depth + 1, inBlock: false, mayHaveItems: false);
                entries.Add(key, Nothing(key.Position));
            }
        }

        return new YamlMapping(place.Position, entries.All);
    }

    private void ReadFlowEntry(Place place, TokenKind end, Entries entries)
    {
        var start = _scanner.Peek().Position;
        _scanner.Skip();
        if (_scanner.Peek().Kind is TokenKind.Value or TokenKind.FlowEntry || _scanner.Peek().Kind == end)
        {
            throw new YamlSyntaxException(start, "a key must be a string");
        }

        var key = Node(place.Depth + 1, inBlock: false, mayHaveItems: false);
        var colon = _scanner.Peek();
        if (colon.Kind == TokenKind.Value)
        {
            _scanner.Skip();
        }

        var isGiven = colon.Kind == TokenKind.Value && _scanner.Peek().Kind != TokenKind.FlowEntry && _scanner.Peek().Kind != end;
        entries.Add(key, isGiven ? Node(place.Depth + 1, inBlock: false, mayHaveItems: false) : Nothing(colon.Position));
    }

    /// <summary>Passes the comma before the next entry, or the bracket behind the last.</summary>
    private bool NextInFlow(TokenKind end, bool isFirst, Place place)
    {
        if (_scanner.Peek().Kind != end && !isFirst)
        {
            if (_scanner.Peek().Kind != TokenKind.FlowEntry)
            {
                throw new YamlSyntaxException(_scanner.Peek().Position, $"expected \",\" or \"{(end == TokenKind.FlowMappingEnd ? '}' : ']')}\", for the bracket that opens in {place.Position}");
            }

            _scanner.Skip();
        }

        if (_scanner.Peek().Kind != end)
        {
            return true;
        }

        _scanner.Skip();
        return false;
    }

    private YamlScalar Nothing(YamlPosition position)
    {
        ThrowIf(_count.Add(), position);
        return new YamlScalar(position, "", isPlain: true, YamlScalarKind.Null);
    }

    private void Take(TokenKind kind)
    {
        var token = _scanner.Peek();
        if (token.Kind != kind)
        {
            throw Unexpected(token);
        }

        _scanner.Skip();
    }

    private void CheckTag(Place place, string name)
    {
        if (!ScalarTags.FitsCollection(place.Tag, name))
        {
            RefuseTag(place);
        }
    }

    private void RefuseTag(Place place) => problems.Add(place.Position, $"tag \"{Shown.Text(place.Tag ?? "")}\" is not allowed here");

    private static void ThrowIf(string? problem, YamlPosition position)
    {
        if (problem is not null)
        {
            throw new YamlSyntaxException(position, problem);
        }
    }

    private static YamlSyntaxException Unexpected(Token token) => new(token.Position, token.Kind switch
    {
        TokenKind.StreamEnd or TokenKind.DocumentEnd => "the document ends too early: a bracket is open, or there is nothing in it",
        TokenKind.FlowEntry => "a comma cannot stand here",
        TokenKind.FlowSequenceEnd or TokenKind.FlowMappingEnd => "a bracket is closed here that was not opened",
        TokenKind.BlockEntry or TokenKind.BlockSequenceStart => "a list cannot begin here: look at the indentation of its dash",
        TokenKind.Key or TokenKind.Value or TokenKind.BlockMappingStart => "a key cannot stand here: look at the indentation of the line",
        _ => "this text cannot stand here: a line is indented too little or too far, or a quote, comma or colon is missing before it",
    });

    private readonly record struct Place(YamlPosition Position, string? Tag, int Depth);

    /// <summary>The entries of a mapping, with what is wrong with their keys.</summary>
    private sealed class Entries(Problems problems)
    {
        private readonly List<YamlEntry> _entries = [];
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public IReadOnlyList<YamlEntry> All => _entries;

        public void Add(YamlNode key, YamlNode value)
        {
            if (TextOf(key) is { } text)
            {
                _entries.Add(new YamlEntry(text, key.Position, value));
            }
        }

        /// <summary>The text of a key, or null after a problem.</summary>
        private string? TextOf(YamlNode node)
        {
            if (node is not YamlScalar { Kind: not YamlScalarKind.Null } scalar)
            {
                problems.Add(node.Position, "a key must be a string");
                return null;
            }

            if (scalar is { IsPlain: true, Text: "<<" })
            {
                // kubectl lets the later of a merged and a written-out key win, YAML says the written-out one: nothing to build on.
                problems.Add(node.Position, "merge keys (\"<<\") are not allowed: write the fields out");
                return null;
            }

            if (MappingKey.TextOf(scalar) is not { } text)
            {
                problems.Add(node.Position, $"the key {Shown.Text(scalar.Text)} is a number to kubectl: put it in quotes");
                return null;
            }

            if (!_seen.Add(text))
            {
                problems.Add(node.Position, text == scalar.Text ? $"key \"{Shown.Text(text)}\" occurs twice in the same mapping" : $"key {Shown.Text(scalar.Text)} is \"{Shown.Text(text)}\" to kubectl, which occurs twice in the same mapping: put it in quotes");
                return null;
            }

            return text;
        }
    }
}
