using System.Diagnostics.CodeAnalysis;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Model.Selectors;

/// <summary>
/// Label selectors as text, the <c>labelSelector</c> of a query: <c>a=b,c!=d,e in (x,y),!f,g</c>.
/// <see href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors"/>
/// </summary>
public static class LabelSelectorText
{
    /// <summary>Reads a selector by the grammar of apimachinery's <c>labels.Parse</c>.</summary>
    /// <param name="text">The text; empty or null selects everything.</param>
    /// <param name="selector">The selector; <see cref="LabelSelectorMatcher.Nothing"/> when this is false.</param>
    /// <param name="error">What is wrong, in upstream's words; null when this is true.</param>
    public static bool TryParse(string? text, out LabelSelectorMatcher selector, [NotNullWhen(false)] out string? error)
    {
        try
        {
            var requirements = new LabelSelectorParser(text ?? "").Parse();
            selector = requirements.Count == 0 ? LabelSelectorMatcher.Everything : new LabelSelectorMatcher(requirements);
            error = null;
            return true;
        }
        catch (LabelSelectorParser.Refused refused)
        {
            selector = LabelSelectorMatcher.Nothing;
            error = refused.Message;
            return false;
        }
    }

    /// <summary>Writes a wire selector as text that reads back as the same conditions, sorted by key.</summary>
    /// <param name="selector">The selector.</param>
    /// <exception cref="FormatException">The selector is invalid.</exception>
    public static string Format(LabelSelector selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return LabelSelectorMatcher.Compile(selector).ToString();
    }
}
