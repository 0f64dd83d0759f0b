using Portcullis.Model.Time;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Changing;

/// <summary>The bounds of a stack's life.</summary>
internal static class StackLifetimes
{
    /// <summary>What is wrong with a wished lifetime; null when nothing is.</summary>
    public static ProblemDetail? Check(TimeSpan ttl, StackSettings settings) =>
        ttl > TimeSpan.Zero && ttl <= settings.MaxTtl
            ? null
            : new("ttl", ttl <= TimeSpan.Zero ? "must be above zero" : "is longer than a stack may live", GoDuration.Format(ttl), $"above 0s, at most {GoDuration.Format(settings.MaxTtl)}");

    /// <summary>When a stack ends that is renewed now: never later than its longest life after its creation.</summary>
    public static DateTimeOffset Renewed(StackRecord record, TimeSpan ttl, DateTimeOffset now, StackSettings settings)
    {
        var wished = now + ttl;
        var last = record.CreatedAt + settings.MaxTtl;
        return wished < last ? wished : last;
    }
}
