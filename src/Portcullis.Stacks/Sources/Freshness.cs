namespace Portcullis.Stacks.Sources;

/// <summary>How current what is known of the cluster is, part by part.</summary>
public sealed record Freshness
{
    /// <summary>Nothing is watched.</summary>
    public static Freshness Nothing { get; } = new() { AsOf = null, Sources = [] };

    /// <summary>All of it is how the cluster was then, or later; null before the first lists.</summary>
    public required DateTimeOffset? AsOf { get; init; }

    /// <summary>Its parts.</summary>
    public required IReadOnlyList<SourceFreshness> Sources { get; init; }

    /// <summary>Why some of it may not be how the cluster is, in sentences; empty while all of it is fresh.</summary>
    public IReadOnlyList<string> Gaps => [.. Sources.Select(source => source.Gap).OfType<string>()];

    /// <summary>Whether some of it was not heard of for too long. Any other gap is usually closed within a moment.</summary>
    public bool IsSilent => Sources.Any(source => source.IsSilent);

    /// <summary>Compared by identity: it is of one moment.</summary>
    /// <param name="other">What to compare with.</param>
    public bool Equals(Freshness? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
