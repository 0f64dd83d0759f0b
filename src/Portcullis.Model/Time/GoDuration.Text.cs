using System.Globalization;
using System.Text;

namespace Portcullis.Model.Time;

public static partial class GoDuration
{
    /// <summary>Writes a duration as Go does: <c>2h30m0s</c>, <c>1.5s</c>, <c>300ms</c>, <c>100ns</c>, <c>0s</c>.</summary>
    /// <param name="duration">The duration; what no Go duration can hold is written by the same rule.</param>
    public static string Format(TimeSpan duration)
    {
        // Negating TimeSpan.MinValue overflows a long, not an unsigned one.
        var ticks = duration.Ticks < 0 ? unchecked((ulong)-duration.Ticks) : (ulong)duration.Ticks;
        var sign = duration.Ticks < 0 ? "-" : "";
        return sign + ticks switch
        {
            0 => "0s",
            < TimeSpan.TicksPerMicrosecond => string.Create(CultureInfo.InvariantCulture, $"{ticks * NanosPerTick}ns"),
            < TimeSpan.TicksPerMillisecond => Decimal(ticks, TimeSpan.TicksPerMicrosecond) + "\u00b5s",
            < TimeSpan.TicksPerSecond => Decimal(ticks, TimeSpan.TicksPerMillisecond) + "ms",
            < TimeSpan.TicksPerMinute => Decimal(ticks, TimeSpan.TicksPerSecond) + "s",
            < TimeSpan.TicksPerHour => string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerMinute}m{Decimal(ticks % TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond)}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerHour}h{ticks % TimeSpan.TicksPerHour / TimeSpan.TicksPerMinute}m{Decimal(ticks % TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond)}s"),
        };
    }

    private static string Decimal(ulong ticks, long unit) =>
        ((decimal)ticks / unit).ToString("0.#######", CultureInfo.InvariantCulture);

    // As Go's time package quotes: bytes outside printable ASCII as \x escapes.
    private static string Quote(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var octet in Encoding.UTF8.GetBytes(text.ToString()))
        {
            _ = octet switch
            {
                (byte)'"' or (byte)'\\' => quoted.Append('\\').Append((char)octet),
                < 0x20 or >= 0x80 => quoted.Append(CultureInfo.InvariantCulture, $"\\x{octet:x2}"),
                _ => quoted.Append((char)octet),
            };
        }

        return quoted.Append('"').ToString();
    }
}
