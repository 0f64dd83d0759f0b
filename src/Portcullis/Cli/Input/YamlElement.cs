using System.Text.Json;
using Portcullis.Yaml;
using Portcullis.Yaml.Nodes;

namespace Portcullis.Cli.Input;

/// <summary>Trees of YAML as JSON.</summary>
internal static class YamlElement
{
    // As deep as YAML is read.
    private static readonly JsonDocumentOptions Rules = new() { MaxDepth = 200 };

    /// <summary>Converts a tree.</summary>
    /// <param name="root">The tree.</param>
    public static JsonElement Of(YamlNode root)
    {
        using var document = JsonDocument.Parse(YamlToJson.Convert(root)?.ToJsonString() ?? "null", Rules);
        return document.RootElement.Clone();
    }
}
