using System.Globalization;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Records;

/// <summary>The annotation <c>ports</c> of a Pod: <c>80/TCP:31001,53/UDP:31002</c>, in the order asked.</summary>
/// <remarks>
/// A copy of what its Service was made with, so that whoever edits the Service is found out even where they edit the record
/// on it as well. A stack's ports never change.
/// </remarks>
internal static class StackPortsText
{
    public static string Format(IEnumerable<StackPort> ports) =>
        string.Join(',', ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Target}:{port.NodePort}")));

    /// <summary>What a Pod tells of its stack's ports; null when it tells nothing, as those do that an older version made.</summary>
    public static IReadOnlyList<StackPort>? Of(Pod? pod) => TryParse(pod?.Metadata.Annotations?.GetValueOrDefault(StackKeys.Ports), out var ports) ? ports : null;

    public static bool TryParse(string? text, out IReadOnlyList<StackPort> ports)
    {
        ports = [];
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var parsed = new List<StackPort>();
        foreach (var part in text.Split(','))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0
                || !TargetPortsText.TryParse(part[..colon], out var target)
                || !int.TryParse(part.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var nodePort)
                || nodePort is < 1 or > 65535)
            {
                return false;
            }

            parsed.Add(new(target[0], nodePort));
        }

        ports = parsed;
        return true;
    }
}
