using Portcullis.Client.Reflecting;

namespace Portcullis.Stacks.Sources;

/// <summary>How sources stood before their stores were looked at: tells whether a judgement rests on what was read anew.</summary>
internal sealed class FreshnessMark(IReadOnlyDictionary<IReflector, ReflectorHealth> healths)
{
    private const long NotWhole = -1;

    /// <summary>How many breaks of a source were healed then. One that was added since had none.</summary>
    public long Of(IReflector source) =>
        !healths.TryGetValue(source, out var health) ? 0
        : health.IsUnbroken || health.HeardAt is null ? health.Breaks
        : NotWhole;
}
