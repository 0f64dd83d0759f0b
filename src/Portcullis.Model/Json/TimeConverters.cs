using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portcullis.Model.Json;

/// <summary><c>metav1.Time</c>: RFC 3339 in UTC with whole seconds; fractions and offsets are read.</summary>
public sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Rfc3339.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Rfc3339.Seconds(value));
}

/// <summary><c>metav1.MicroTime</c>: RFC 3339 in UTC with six decimals.</summary>
public sealed class MicroTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Rfc3339.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Rfc3339.Micros(value));
}

/// <summary>RFC 3339 times as Kubernetes writes them.</summary>
public static class Rfc3339
{
    /// <summary>In UTC with whole seconds (truncated): <c>2006-01-02T15:04:05Z</c>.</summary>
    /// <param name="time">The time to write.</param>
    public static string Seconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>In UTC with six decimals: <c>2006-01-02T15:04:05.000000Z</c>.</summary>
    /// <param name="time">The time to write.</param>
    public static string Micros(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a time with an offset or <c>Z</c>, as strictly as Go does: upper-case <c>T</c> and <c>Z</c>, no leap second.</summary>
    /// <param name="text">The text to read. Decimals beyond the seventh are cut off.</param>
    /// <param name="time">The time, in UTC.</param>
    /// <returns>False when the text is no RFC 3339 time, or one outside the years 1 to 9999.</returns>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        if (text is not { Length: >= 20 }
            || !DateTime.TryParseExact(text.AsSpan(0, 19), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return false;
        }

        var rest = text.AsSpan(19);
        if (!TryTakeFraction(ref rest, out var fraction) || !TryReadOffset(rest, out var offset))
        {
            return false;
        }

        var ticks = local.Ticks + fraction - offset.Ticks;
        if (ticks < DateTimeOffset.MinValue.Ticks || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            return false;
        }

        time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    internal static DateTimeOffset Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException("expected an RFC 3339 time");

    private static bool TryTakeFraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;
        if (rest[0] is not ('.' or ','))
        {
            return true;
        }

        rest = rest[1..];
        var digits = 0;
        for (var unit = TimeSpan.TicksPerSecond / 10; digits < rest.Length && char.IsAsciiDigit(rest[digits]); unit /= 10)
        {
            ticks += (rest[digits] - '0') * unit;
            digits++;
        }

        rest = rest[digits..];
        return digits > 0;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text is "Z")
        {
            return true;
        }

        if (text is not ['+' or '-', _, _, ':', _, _]
            || !TimeSpan.TryParseExact(text[1..], "hh':'mm", CultureInfo.InvariantCulture, out offset))
        {
            return false;
        }

        offset = text[0] == '-' ? -offset : offset;
        return true;
    }
}
