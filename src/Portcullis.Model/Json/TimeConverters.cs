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

    /// <summary>Reads a time with an offset or <c>Z</c>.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="time">The time, in UTC.</param>
    /// <returns>False when the text is no RFC 3339 time.</returns>
    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        return text is { Length: >= 20 }
            && text[4] == '-' && text[10] == 'T'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }

    internal static DateTimeOffset Read(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException("expected an RFC 3339 time");
}
