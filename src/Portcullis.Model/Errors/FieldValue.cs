using System.Globalization;
using System.Text;
using System.Text.Json;
using Portcullis.Model.Json;

namespace Portcullis.Model.Errors;

/// <summary>Writes a value that an error message repeats: strings quoted as Go does, structures as JSON.</summary>
internal static class FieldValue
{
    public static string Format(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => Quote(Rfc3339.Seconds(time)),
        IntOrString { IsNumber: false } named => Quote(named.Text!),
        Quantity quantity => Quote(quantity.ToString()),
        SecurityContext context => JsonSerializer.Serialize(context, ModelJson.Default.SecurityContext),
        IEnumerable<string> list => $"[{string.Join(',', list.Select(Quote))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "null",
    };

    /// <summary>The text between double quotes, escaped as Go's <c>%q</c> escapes it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or '\x7f' => $"\\x{(int)c:x2}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
