using Portcullis.Yaml.Nodes;

namespace Portcullis.Yaml.Reading;

/// <summary>Resolves tags: those of the core schema that fit their node; every other one is refused.</summary>
internal static class ScalarTags
{
    private const string NonSpecific = "!";

    /// <summary>The kind of a scalar, or null when its tag is refused.</summary>
    /// <param name="tag">The tag as written; null for none.</param>
    /// <param name="text">The scalar.</param>
    /// <param name="isPlain">Whether it is written without quotes and not as a block.</param>
    public static YamlScalarKind? KindOf(string? tag, string text, bool isPlain)
    {
        if (tag is null)
        {
            return isPlain ? PlainScalar.Resolve(text) : YamlScalarKind.String;
        }

        var resolved = PlainScalar.Resolve(text);
        return tag switch
        {
            // With this tag kubectl takes "<<" for a merge key, even in quotes.
            NonSpecific when text == "<<" => null,
            NonSpecific or "!!str" => YamlScalarKind.String,
            "!!int" when resolved == YamlScalarKind.Int => resolved,
            "!!float" when resolved == YamlScalarKind.Float || (resolved == YamlScalarKind.Int && PlainScalar.Integer(text) <= long.MaxValue) => YamlScalarKind.Float,
            "!!bool" when resolved == YamlScalarKind.Bool => resolved,
            "!!null" when resolved == YamlScalarKind.Null => resolved,
            _ => null,
        };
    }

    /// <summary>True when a collection may carry the tag.</summary>
    /// <param name="tag">The tag as written; null for none.</param>
    /// <param name="name">The collection's own.</param>
    public static bool FitsCollection(string? tag, string name) => tag is null or NonSpecific || tag == name;
}
