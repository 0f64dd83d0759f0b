using System.Text;
using System.Text.Json;
using Portcullis.Yaml.Nodes;
using Portcullis.Yaml.Reading;
using Portcullis.Yaml.Reading.Scanning;

namespace Portcullis.Yaml.Streams;

/// <summary>The tree of a value of JSON, as that of the same in YAML.</summary>
internal static class JsonTree
{
    /// <summary>Makes it.</summary>
    /// <param name="json">The value; its text is known to be sound.</param>
    /// <param name="limits">How much it may ask for.</param>
    /// <param name="problems">Gets what is wrong with it.</param>
    /// <returns>Null after a problem.</returns>
    public static YamlNode? Of(ManifestJson json, YamlLimits limits, Problems problems)
    {
        try
        {
            var builder = new Builder(json.Text, json.Line, limits);
            return builder.Root();
        }
        catch (YamlSyntaxException e)
        {
            problems.Add(e.Position, e.Message);
            return null;
        }
    }

    private ref struct Builder
    {
        private readonly ReadOnlySpan<byte> _bytes;
        private readonly NodeCount _count;
        private readonly YamlLimits _limits;
        private Utf8JsonReader _reader;
        private int _line;
        private int _lineStart;
        private int _seen;

        public Builder(string text, int firstLine, YamlLimits limits)
        {
            _bytes = Encoding.UTF8.GetBytes(text);
            _count = new NodeCount(limits);
            _limits = limits;
            _reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { MaxDepth = limits.MaxDepth });
            _line = firstLine;
        }

        public YamlNode Root()
        {
            _reader.Read();
            return Node(1);
        }

        private YamlNode Node(int depth)
        {
            var position = Counted();
            if (depth > _limits.MaxDepth)
            {
                throw new YamlSyntaxException(position, $"nested more than {_limits.MaxDepth} levels deep");
            }

            return _reader.TokenType switch
            {
                JsonTokenType.StartObject => Mapping(position, depth),
                JsonTokenType.StartArray => Sequence(position, depth),
                JsonTokenType.String => new YamlScalar(position, _reader.GetString()!, isPlain: false, YamlScalarKind.String),
                _ => Plain(position, Encoding.UTF8.GetString(_reader.ValueSpan)),
            };
        }

        private static YamlScalar Plain(YamlPosition position, string text) => new(position, text, isPlain: true, PlainScalar.Resolve(text));

        private YamlMapping Mapping(YamlPosition position, int depth)
        {
            var entries = new List<YamlEntry>();
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                var keyPosition = Counted();
                var key = _reader.GetString()!;
                _reader.Read();
                entries.Add(new YamlEntry(key, keyPosition, Node(depth + 1)));
            }

            return new YamlMapping(position, entries);
        }

        private YamlSequence Sequence(YamlPosition position, int depth)
        {
            var items = new List<YamlNode>();
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(Node(depth + 1));
            }

            return new YamlSequence(position, items);
        }

        private YamlPosition Counted()
        {
            var position = Position();
            return _count.Add() is { } problem ? throw new YamlSyntaxException(position, problem) : position;
        }

        private YamlPosition Position()
        {
            for (var start = (int)_reader.TokenStartIndex; _seen < start; _seen++)
            {
                if (_bytes[_seen] == '\n')
                {
                    _line++;
                    _lineStart = _seen + 1;
                }
            }

            return new YamlPosition(_line, _seen - _lineStart + 1);
        }
    }
}
