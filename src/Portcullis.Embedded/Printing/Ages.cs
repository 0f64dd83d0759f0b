using System.Globalization;

namespace Portcullis.Embedded.Printing;

/// <summary>
/// Durations as kubectl shows them: two units at most, fewer as they grow.
/// <see href="https://pkg.go.dev/k8s.io/apimachinery/pkg/util/duration#HumanDuration"/>
/// </summary>
internal static class Ages
{
    public static string Since(DateTimeOffset? time, DateTimeOffset now) => time is { } t ? Of(now - t) : "<unknown>";

    public static string Of(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        var minutes = (long)span.TotalMinutes;
        var hours = (long)span.TotalHours;
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 60 * 2 => $"{seconds}s",
            _ when minutes < 10 => Two(minutes, "m", seconds % 60, "s"),
            _ when minutes < 60 * 3 => $"{minutes}m",
            _ when hours < 8 => Two(hours, "h", minutes % 60, "m"),
            _ when hours < 48 => $"{hours}h",
            _ when hours < 24 * 8 => Two(hours / 24, "d", hours % 24, "h"),
            _ when hours < 24 * 365 * 2 => $"{hours / 24}d",
            _ when hours < 24 * 365 * 8 => Two(hours / 24 / 365, "y", hours / 24 % 365, "d"),
            _ => $"{hours / 24 / 365}y",
        };
    }

    private static string Two(long major, string majorUnit, long minor, string minorUnit) => minor == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{major}{majorUnit}")
        : string.Create(CultureInfo.InvariantCulture, $"{major}{majorUnit}{minor}{minorUnit}");
}
