using System.Globalization;
using Portcullis.Model.Time;

namespace Portcullis.Stacks.Sources;

/// <summary>When what is known of the cluster is fresh. Pure.</summary>
/// <remarks>
/// <para>
/// A source is fresh while its store follows from a list without a gap, and the cluster was heard of not longer ago than
/// the maximum. A connection that broke makes a gap at once, and not after a while: behind the next one another server
/// may answer, and nothing tells when it began to. A watch that ends at its time and is opened again at once makes none.
/// </para>
/// <para>
/// A resource that the server does not know has no watch, and is asked for rarely. A server learns of one by being
/// replaced, or by a definition that is watched itself: so absence holds for as long as everything else is heard of, and
/// no connection has broken since.
/// </para>
/// </remarks>
internal static class FreshnessRules
{
    /// <param name="sources">How they stand.</param>
    /// <param name="maxAge">How long silence is borne.</param>
    /// <param name="now">For the times in the answer.</param>
    public static Freshness Judge(IReadOnlyList<SourceState> sources, TimeSpan maxAge, DateTimeOffset now)
    {
        var oldest = sources.Where(source => !source.IsAbsent).Select(source => (TimeSpan?)source.Age).Max() ?? TimeSpan.Zero;
        return new()
        {
            AsOf = sources.Count == 0 ? null : now - oldest,
            Sources = [.. sources.Select(source => Judge(source, source.IsAbsent ? oldest : source.Age, maxAge, now))],
        };
    }

    private static SourceFreshness Judge(SourceState source, TimeSpan age, TimeSpan maxAge, DateTimeOffset now) =>
        new(source.Name, now - age, age, Gap(source, age, maxAge, now)) { IsSilent = IsSilent(source, age, maxAge) };

    private static bool IsSilent(SourceState source, TimeSpan age, TimeSpan maxAge) => age > maxAge && !source.IsAbsent;

    private static string? Gap(SourceState source, TimeSpan age, TimeSpan maxAge, DateTimeOffset now)
    {
        var heard = string.Create(CultureInfo.InvariantCulture, $"{source.Name} were last heard of at {(now - age).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        if (IsSilent(source, age, maxAge))
        {
            return $"{heard}, which is longer ago than STACK_ISOLATION_MAX_AGE ({GoDuration.Format(maxAge)})";
        }

        if (!source.IsVerified)
        {
            return $"{heard}: the connection to the API server broke since, and they were not read anew yet";
        }

        return source.Judged is { } judged && judged != source.Breaks ? $"{source.Name} were read anew, and are not judged yet" : null;
    }
}
