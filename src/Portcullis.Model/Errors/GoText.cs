using System.Globalization;
using System.Text;

namespace Portcullis.Model.Errors;

/// <summary>Text as Go's formatting writes it: the messages of Kubernetes that ours repeat word for word hold such text.</summary>
public static class GoText
{
    /// <summary>The text between double quotes, escaped as Go's <c>%q</c> escapes it.</summary>
    /// <param name="text">Any text.</param>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            Append(quoted, rune);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Whether the text would be the same between the quotes but for quotes and backslashes: nothing in it is invisible, or acts on a terminal.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsPrintable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != ' ' && !IsPrintable(rune))
            {
                return false;
            }
        }

        return true;
    }

    private static void Append(StringBuilder quoted, Rune rune)
    {
        switch (rune.Value)
        {
            case '"' or '\\':
                quoted.Append('\\').Append((char)rune.Value);
                break;
            case >= 0x07 and <= 0x0d:
                quoted.Append('\\').Append("abtnvfr"[rune.Value - 0x07]);
                break;
            case < 0x20 or 0x7f:
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                break;
            case var value when value == 0x20 || IsPrintable(rune):
                quoted.Append(rune);
                break;
            case <= 0xffff:
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                break;
            default:
                quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
                break;
        }
    }

    /// <summary>Letters, marks, numbers, punctuation and symbols, as <c>unicode.IsPrint</c> has it.</summary>
    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
