using Portcullis.Model.Time;

namespace Portcullis.Api.Pipeline;

/// <summary>Reads a Go duration out of a body.</summary>
internal static class DurationField
{
    public static TimeSpan? Read(JsonFields fields, string field)
    {
        if (fields.Text(field) is not { } text)
        {
            return null;
        }

        if (GoDuration.TryParse(text, out var duration))
        {
            return duration;
        }

        fields.Problems.Add(new(field, "is no duration", Allowed: "a duration such as 90s, 45m or 2h30m"));
        return null;
    }
}
