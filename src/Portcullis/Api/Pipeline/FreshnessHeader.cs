using Portcullis.Stacks.Sources;

namespace Portcullis.Api.Pipeline;

/// <summary>Says of an answer that comes from memory that the memory is behind the cluster.</summary>
internal static class FreshnessHeader
{
    /// <summary>The answer is how the cluster was then, or later. Absent while answers are how it is now.</summary>
    public const string Name = "X-Portcullis-Fresh-As-Of";

    /// <summary>Adds the header where it is due. Before the body.</summary>
    public static void Add(HttpContext http, Freshness freshness)
    {
        if (freshness is { AsOf: { } asOf, Gaps.Count: > 0 })
        {
            http.Response.Headers[Name] = asOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
