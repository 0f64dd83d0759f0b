using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading;

/// <summary>Counts what a text asks of its reader, aliases written out.</summary>
/// <remarks>
/// Besides our own limits it keeps kubectl's on aliases: past 1,000 nodes, where nearly all come from aliases, it refuses;
/// in large texts, where a tenth does. Ours is a little lower, so that nothing is read which kubectl refuses.
/// </remarks>
internal sealed class NodeCount(YamlLimits limits)
{
    private const long Small = 400_000;
    private const long Large = 4_000_000;
    private const double Margin = 0.95;

    private long _nodes;
    private long _aliased;
    private long _aliasedText;

    /// <summary>Counts a node that is written out.</summary>
    /// <returns>Null, or what limit is passed.</returns>
    public string? Add()
    {
        _nodes++;
        return _nodes > limits.MaxNodes ? $"more than {limits.MaxNodes} nodes, aliases written out" : null;
    }

    /// <summary>Counts what an alias stands for; the alias itself is counted.</summary>
    /// <returns>Null, or what limit is passed.</returns>
    public string? AddAliased(YamlNode node)
    {
        _nodes += node.NodeCount - 1;
        _aliased += node.NodeCount;
        _aliasedText += node.TextLength;
        if (_nodes > limits.MaxNodes)
        {
            return $"more than {limits.MaxNodes} nodes, aliases written out";
        }

        if (_aliasedText > limits.MaxBytes)
        {
            return $"more than {limits.MaxBytes} bytes, aliases written out";
        }

        return _aliased > 100 && _nodes > 1000 && _aliased > _nodes * Margin * Allowed() ? "nearly all of the text comes from aliases, which kubectl refuses: write it out" : null;
    }

    private double Allowed() => _nodes switch
    {
        <= Small => 0.99,
        >= Large => 0.10,
        _ => 0.99 - (0.89 * (_nodes - Small) / (Large - Small)),
    };
}
