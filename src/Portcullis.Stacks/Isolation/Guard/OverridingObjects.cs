namespace Portcullis.Stacks;

/// <summary>Objects of other makes that a network plug-in heeds before or beside NetworkPolicies, and that can undo them.</summary>
/// <param name="Found">Those that there are: <c>AdminNetworkPolicy allow-all</c>.</param>
/// <param name="Unseen">Why it is not known whether there are more, in sentences; empty when it is.</param>
public sealed record OverridingObjects(IReadOnlyList<string> Found, IReadOnlyList<string> Unseen)
{
    /// <summary>Looked for, and there are none.</summary>
    public static OverridingObjects None { get; } = new([], []);

    /// <summary>Not looked for yet.</summary>
    public static OverridingObjects NotLookedFor { get; } = new([], ["whether objects override network policies has not been looked at yet"]);

    /// <summary>The same objects, and the same gaps.</summary>
    /// <param name="other">What to compare with.</param>
    public bool Equals(OverridingObjects? other) => other is not null && Found.SequenceEqual(other.Found) && Unseen.SequenceEqual(other.Unseen);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Found.Count, Unseen.Count);
}
