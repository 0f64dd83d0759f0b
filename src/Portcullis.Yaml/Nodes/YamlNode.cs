namespace Portcullis.Yaml.Nodes;

/// <summary>A node of a parsed YAML document: a <see cref="YamlMapping"/>, a <see cref="YamlSequence"/> or a <see cref="YamlScalar"/>. Immutable.</summary>
/// <remarks>Compared by identity. An aliased node is one instance that occurs more than once, at the position of its anchor.</remarks>
public abstract class YamlNode
{
    private protected YamlNode(YamlPosition position) => Position = position;

    /// <summary>Where the node begins.</summary>
    public YamlPosition Position { get; }

    /// <summary>How many nodes this one stands for, itself and aliases included.</summary>
    internal abstract int NodeCount { get; }

    /// <summary>How many characters of scalar text this node stands for, aliases included.</summary>
    internal abstract long TextLength { get; }

    /// <summary>How many levels of nodes, itself included.</summary>
    internal abstract int Height { get; }
}
