using Portcullis.Stacks.Sources;

namespace Portcullis.Api.Contract;

/// <summary>How current one part of what is known of the cluster is.</summary>
/// <param name="Name">What it is: <c>network policies</c>.</param>
/// <param name="HeardAt">When the API server last said how it is: a list, an event or a bookmark.</param>
/// <param name="AgeSeconds">How long ago that was.</param>
/// <param name="Fresh">Whether it counts as how the cluster is now.</param>
/// <param name="Gap">Why not; null where it does.</param>
internal sealed record SourceResponse(string Name, DateTime? HeardAt, double? AgeSeconds, bool Fresh, string? Gap)
{
    public static SourceResponse Of(SourceFreshness source) => new(
        source.Name, source.HeardAt?.UtcDateTime, source.Age is { } age ? Math.Round(age.TotalSeconds, 3) : null, source.Gap is null, source.Gap);
}
