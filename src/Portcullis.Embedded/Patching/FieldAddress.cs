using System.Text;
using System.Text.Json.Nodes;

namespace Portcullis.Embedded.Patching;

/// <summary>The address of one field as field ownership names it: a chain of <c>f:name</c>, <c>k:{key}</c> and <c>v:value</c>.</summary>
/// <remarks><see href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management"/></remarks>
internal readonly record struct FieldAddress(string Text)
{
    private const char Separator = '\u0001';

    public static FieldAddress Root { get; } = new("");

    public IReadOnlyList<string> Elements => Text.Length == 0 ? [] : Text.Split(Separator);

    public FieldAddress Field(string name) => Then($"f:{name}");

    /// <summary>An item of a keyed list.</summary>
    public FieldAddress Item(JsonObject item, IReadOnlyList<string> keys)
    {
        var key = new JsonObject();
        foreach (var name in keys)
        {
            key[name] = item[name]?.DeepClone() ?? (name == "protocol" ? "TCP" : null);
        }

        return Then($"k:{key.ToJsonString()}");
    }

    /// <summary>A value of a set.</summary>
    public FieldAddress Value(JsonNode? value) => Then($"v:{value?.ToJsonString() ?? "null"}");

    public FieldAddress Then(string element) => new(Text.Length == 0 ? element : $"{Text}{Separator}{element}");

    /// <summary>Whether this names something inside of <paramref name="other"/>.</summary>
    public bool IsWithin(FieldAddress other) =>
        Text.Length > other.Text.Length && Text.StartsWith(other.Text, StringComparison.Ordinal) && Text[other.Text.Length] == Separator;

    /// <summary>As conflicts name it: <c>.spec.containers[name="main"].image</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var element in Elements)
        {
            switch (element[0])
            {
                case 'f':
                    text.Append('.').Append(element, 2, element.Length - 2);
                    break;
                case 'k':
                    var key = JsonNode.Parse(element[2..])!.AsObject();
                    text.Append('[').AppendJoin(',', key.Select(p => $"{p.Key}={p.Value?.ToJsonString() ?? "null"}")).Append(']');
                    break;
                default:
                    text.Append("[=").Append(element, 2, element.Length - 2).Append(']');
                    break;
            }
        }

        return text.ToString();
    }
}
