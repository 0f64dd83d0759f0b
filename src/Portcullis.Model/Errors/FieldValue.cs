using System.Globalization;
using System.Text.Json;
using Portcullis.Model.Json;
using Portcullis.Model.Quantities;
using Portcullis.Model.Wire.Authorization;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

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
        OwnerReference owner => JsonSerializer.Serialize(owner, ModelJson.Default.OwnerReference),
        ServicePort port => $"{{\"Name\":{Quote(port.Name ?? "")},\"Protocol\":{Quote(port.Protocol ?? "")},\"AppProtocol\":{(port.AppProtocol is { } application ? Quote(application) : "null")},\"Port\":{port.Port ?? 0},\"TargetPort\":{Target(port)},\"NodePort\":{port.NodePort ?? 0}}}",
        NodeAddress address => $"{{\"Type\":{Quote(address.Type ?? "")},\"Address\":{Quote(address.Address ?? "")}}}",
        Taint taint => $"{{\"Key\":{Quote(taint.Key ?? "")},\"Value\":{Quote(taint.Value ?? "")},\"Effect\":{Quote(taint.Effect ?? "")},\"TimeAdded\":{(taint.TimeAdded is { } added ? Format(added) : "null")}}}",
        NonResourceAttributes asked => $"{{\"Path\":{Quote(asked.Path ?? "")},\"Verb\":{Quote(asked.Verb ?? "")}}}",
        IEnumerable<string> list => $"[{string.Join(',', list.Select(Quote))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "null",
    };

    private static string Target(ServicePort port) => port.TargetPort is { } target ? Format(target) : "0";

    /// <summary>The text between double quotes, escaped as Go's <c>%q</c> escapes it.</summary>
    public static string Quote(string text) => GoText.Quote(text);
}
