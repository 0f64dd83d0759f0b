namespace Portcullis.Yaml.Nodes;

/// <summary>Keys and values, in the order of the text. No key occurs twice.</summary>
public sealed class YamlMapping : YamlNode
{
    internal YamlMapping(YamlPosition position, IReadOnlyList<YamlEntry> entries)
        : base(position)
    {
        Entries = entries;
        NodeCount = 1;
        foreach (var entry in entries)
        {
            NodeCount += 1 + entry.Value.NodeCount;
            TextLength += entry.Key.Length + entry.Value.TextLength;
            Height = Math.Max(Height, entry.Value.Height);
        }

        Height++;
    }

    /// <summary>The entries, in the order of the text.</summary>
    public IReadOnlyList<YamlEntry> Entries { get; }

    internal override int NodeCount { get; }

    internal override long TextLength { get; }

    internal override int Height { get; }

    /// <summary>The value under a key, or null when the key is absent.</summary>
    /// <param name="key">The key, compared ordinally.</param>
    public YamlNode? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}

/// <summary>One entry of a <see cref="YamlMapping"/>.</summary>
/// <param name="Key">The text that the key becomes: <c>0x10</c> is <c>16</c>, as it is to kubectl.</param>
/// <param name="KeyPosition">Where the key begins.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(string Key, YamlPosition KeyPosition, YamlNode Value);
