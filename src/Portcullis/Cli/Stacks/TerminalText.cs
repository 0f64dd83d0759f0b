using System.Globalization;
using System.Text;
using Portcullis.Model.Errors;

namespace Portcullis.Cli.Stacks;

/// <summary>Texts of callers and clusters as a terminal may be given them: it acts on some characters, and shows others as what they are not.</summary>
internal static class TerminalText
{
    /// <summary>The text itself where all of it can be seen, else in quotes with escapes, as <see cref="GoText.Quote"/> has it.</summary>
    /// <param name="text">Anybody's text.</param>
    public static string Of(string text) => GoText.IsPrintable(text) ? text : GoText.Quote(text);

    /// <summary>JSON with an escape for each character that cannot be seen: the same JSON to whoever reads it.</summary>
    /// <param name="json">The JSON, in which such characters stand in strings alone.</param>
    public static string OfJson(string json)
    {
        StringBuilder? escaped = null;
        for (var i = 0; i < json.Length; i++)
        {
            if (char.GetUnicodeCategory(json[i]) == UnicodeCategory.Format)
            {
                (escaped ??= new StringBuilder(json, 0, i, json.Length + 16)).Append(CultureInfo.InvariantCulture, $"\\u{(int)json[i]:x4}");
            }
            else
            {
                escaped?.Append(json[i]);
            }
        }

        return escaped?.ToString() ?? json;
    }
}
