using System.Globalization;
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
    public static string Quote(string text) => GoText.Quote(text);
}
