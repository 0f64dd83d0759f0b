using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>What a <see cref="Token"/> is.</summary>
internal enum TokenKind
{
    StreamEnd,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    PlainScalar,
    QuotedScalar,
}

/// <summary>One token of a YAML text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="Text">The text of a scalar, or the name of an anchor, alias or tag; otherwise empty.</param>
internal readonly record struct Token(TokenKind Kind, YamlPosition Position, string Text = "")
{
    /// <summary>True for every kind of scalar.</summary>
    public bool IsScalar => Kind is TokenKind.PlainScalar or TokenKind.QuotedScalar;
}
