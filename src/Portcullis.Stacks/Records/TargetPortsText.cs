using System.Globalization;
using Portcullis.Admission;

namespace Portcullis.Stacks.Records;

/// <summary>The annotation <c>target-ports</c>: <c>80/TCP,53/UDP</c>, in the order asked.</summary>
internal static class TargetPortsText
{
    public static string Format(IEnumerable<TargetPort> ports) => string.Join(',', ports);

    public static bool TryParse(string? text, out IReadOnlyList<TargetPort> ports)
    {
        ports = [];
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var parsed = new List<TargetPort>();
        foreach (var part in text.Split(','))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            if (slash <= 0
                || !int.TryParse(part.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !PortProtocols.TryParse(part[(slash + 1)..], out var protocol))
            {
                return false;
            }

            parsed.Add(new(number, protocol));
        }

        ports = parsed;
        return true;
    }
}
