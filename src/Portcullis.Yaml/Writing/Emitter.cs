using System.Text;
using System.Text.Json;

namespace Portcullis.Yaml.Writing;

/// <summary>The layout of <see cref="YamlWriter"/>. Indentation is two spaces a level.</summary>
internal sealed class Emitter(StringBuilder output)
{
    // A key longer than 1,024 characters is no simple key; libraries go over to "? key" from 128.
    private const int LongestSimpleKey = 128;

    public void Root(JsonElement element)
    {
        if (IsEmptyOrScalar(element))
        {
            Inline(element, 0);
            output.Append('\n');
        }
        else
        {
            Block(element, 0, firstInline: false);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => output.ToString();

    private static bool IsEmptyOrScalar(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => !element.EnumerateObject().Any(),
        JsonValueKind.Array => element.GetArrayLength() == 0,
        _ => true,
    };

    /// <summary>Writes a filled object or array; the first line is already indented when <paramref name="firstInline"/>.</summary>
    private void Block(JsonElement element, int indent, bool firstInline)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            Mapping(element, indent, firstInline);
        }
        else
        {
            Sequence(element, indent, firstInline);
        }
    }

    private void Mapping(JsonElement element, int indent, bool firstInline)
    {
        var properties = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            properties[property.Name] = property.Value;
        }

        foreach (var (name, value) in properties)
        {
            output.Append(' ', firstInline ? 0 : indent);
            firstInline = false;
            Key(name, indent);
            if (IsEmptyOrScalar(value))
            {
                output.Append(' ');
                Inline(value, indent);
                output.Append('\n');
            }
            else
            {
                output.Append('\n');
                Block(value, value.ValueKind == JsonValueKind.Object ? indent + 2 : indent, firstInline: false);
            }
        }
    }

    private void Key(string name, int indent)
    {
        var text = ScalarText.OneLine(name);
        if (text.Length > LongestSimpleKey)
        {
            output.Append("? ").Append(text).Append('\n').Append(' ', indent);
            text = "";
        }

        output.Append(text).Append(':');
    }

    private void Sequence(JsonElement element, int indent, bool firstInline)
    {
        foreach (var item in element.EnumerateArray())
        {
            output.Append(' ', firstInline ? 0 : indent).Append("- ");
            firstInline = false;
            if (IsEmptyOrScalar(item))
            {
                Inline(item, indent);
                output.Append('\n');
            }
            else
            {
                Block(item, indent + 2, firstInline: true);
            }
        }
    }

    private void Inline(JsonElement element, int indent)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                output.Append("{}");
                break;
            case JsonValueKind.Array:
                output.Append("[]");
                break;
            case JsonValueKind.String:
                Text(element.GetString()!, indent);
                break;
            default:
                output.Append(element.ValueKind == JsonValueKind.Undefined ? "null" : element.GetRawText());
                break;
        }
    }

    private void Text(string text, int indent)
    {
        if (!ScalarText.IsLiteral(text))
        {
            output.Append(ScalarText.OneLine(text));
            return;
        }

        var body = text.TrimEnd('\n');
        output.Append('|').Append((text.Length - body.Length) switch { 0 => "-", 1 => "", _ => "+" });
        foreach (var line in body.Split('\n'))
        {
            output.Append('\n').Append(' ', line.Length == 0 ? 0 : indent + 2).Append(line);
        }

        // The line break after the last line is the caller's; "+" keeps the others.
        output.Append('\n', Math.Max(0, text.Length - body.Length - 1));
    }
}
