using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading.Scanning;

/// <summary>The text is no YAML, or none that is read, from here on. Never leaves this assembly.</summary>
internal sealed class YamlSyntaxException(YamlPosition position, string message) : Exception(message)
{
    /// <summary>Where.</summary>
    public YamlPosition Position { get; } = position;
}
