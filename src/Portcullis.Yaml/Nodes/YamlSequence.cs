namespace Portcullis.Yaml.Nodes;

/// <summary>A list of nodes.</summary>
public sealed class YamlSequence : YamlNode
{
    internal YamlSequence(YamlPosition position, IReadOnlyList<YamlNode> items)
        : base(position)
    {
        Items = items;
        NodeCount = 1;
        foreach (var item in items)
        {
            NodeCount += item.NodeCount;
            TextLength += item.TextLength;
            Height = Math.Max(Height, item.Height);
        }

        Height++;
    }

    /// <summary>The items, in order.</summary>
    public IReadOnlyList<YamlNode> Items { get; }

    internal override int NodeCount { get; }

    internal override long TextLength { get; }

    internal override int Height { get; }
}
