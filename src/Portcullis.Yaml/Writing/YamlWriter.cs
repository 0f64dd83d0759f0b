using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portcullis.Yaml.Writing;

/// <summary>Writes JSON as YAML in the style of kubectl: keys sorted, lists not indented under their key, quotes only where needed.</summary>
/// <remarks>INVARIANT: parsing what was written gives back the same JSON.</remarks>
public static class YamlWriter
{
    /// <summary>Writes a JSON tree.</summary>
    /// <param name="node">The tree; null writes <c>null</c>.</param>
    /// <returns>The YAML, ending in a line break.</returns>
    public static string Write(JsonNode? node)
    {
        using var document = JsonDocument.Parse(node?.ToJsonString() ?? "null");
        return Write(document.RootElement);
    }

    /// <summary>Writes a JSON tree.</summary>
    /// <param name="element">The tree. Of properties of the same name the last one counts.</param>
    /// <returns>The YAML, ending in a line break.</returns>
    /// <exception cref="InvalidOperationException">A string holds half a surrogate pair.</exception>
    public static string Write(JsonElement element)
    {
        var writer = new Emitter(new StringBuilder(1024));
        writer.Root(element);
        return writer.ToString();
    }
}
