namespace Portcullis.Stacks.Isolation;

/// <summary>Pods of one namespace that may reach stacks, such as a proxy or a bot.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Labels">The labels its pods must carry; none for all of them.</param>
public sealed record IngressPeer(string Namespace, IReadOnlyList<KeyValuePair<string, string>> Labels)
{
    /// <summary>The same namespace and the same labels in the same order.</summary>
    /// <param name="other">The peer to compare with.</param>
    public bool Equals(IngressPeer? other) => other is not null && Namespace == other.Namespace && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Namespace, Labels.Count);
}
