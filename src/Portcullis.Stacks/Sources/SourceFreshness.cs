namespace Portcullis.Stacks.Sources;

/// <summary>How current one part of what is known of the cluster is.</summary>
/// <param name="Name">What it is, in words: <c>network policies</c>.</param>
/// <param name="HeardAt">What the store holds is how the cluster was then; null before the first list.</param>
/// <param name="Age">How long ago that was, by a clock that nobody sets.</param>
/// <param name="Gap">Why it may not be how the cluster is, in a sentence; null while it is fresh.</param>
public sealed record SourceFreshness(string Name, DateTimeOffset? HeardAt, TimeSpan? Age, string? Gap)
{
    /// <summary>Whether it was not heard of for too long, which nobody expects to be over in a moment.</summary>
    public bool IsSilent { get; init; }
}
