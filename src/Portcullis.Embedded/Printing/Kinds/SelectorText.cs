using Portcullis.Model.Selectors;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>Selectors in a cell.</summary>
internal static class SelectorText
{
    public static string Of(IReadOnlyDictionary<string, string>? labels) => labels is { Count: > 0 }
        ? string.Join(',', labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}"))
        : "<none>";

    public static string Of(LabelSelector? selector)
    {
        var text = LabelSelectorText.Format(selector ?? new LabelSelector());
        return text.Length == 0 ? "<none>" : text;
    }
}
