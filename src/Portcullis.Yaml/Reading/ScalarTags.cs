using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Portcullis.Yaml;

/// <summary>Resolves tags: those of the core schema that fit their node; every other one is refused.</summary>
internal static class ScalarTags
{
    private const string Prefix = "tag:yaml.org,2002:";

    /// <summary>The kind of a scalar, or null when its tag is refused.</summary>
    public static YamlScalarKind? KindOf(Scalar scalar)
    {
        if (scalar.Tag.IsEmpty)
        {
            return scalar.Style == ScalarStyle.Plain ? PlainScalar.Resolve(scalar.Value) : YamlScalarKind.String;
        }

        if (scalar.Tag.IsNonSpecific)
        {
            return YamlScalarKind.String;
        }

        var resolved = PlainScalar.Resolve(scalar.Value);
        return scalar.Tag.Value switch
        {
            Prefix + "str" => YamlScalarKind.String,
            Prefix + "int" when resolved == YamlScalarKind.Int => resolved,
            Prefix + "float" when resolved is YamlScalarKind.Int or YamlScalarKind.Float => YamlScalarKind.Float,
            Prefix + "bool" when resolved == YamlScalarKind.Bool => resolved,
            Prefix + "null" when resolved == YamlScalarKind.Null => resolved,
            _ => null,
        };
    }

    /// <summary>True when a collection may carry the tag.</summary>
    public static bool FitsCollection(TagName tag, string name) => tag.IsEmpty || tag.IsNonSpecific || tag.Value == Prefix + name;

    /// <summary>The tag as people write it.</summary>
    public static string Display(TagName tag)
    {
        var text = tag.Value.StartsWith(Prefix, StringComparison.Ordinal) ? "!!" + tag.Value[Prefix.Length..] : tag.Value;
        return text.Length > 64 ? text[..64] : text;
    }
}
