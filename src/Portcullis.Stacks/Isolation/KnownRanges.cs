using System.Net;
using Portcullis.Model.Addresses;

namespace Portcullis.Stacks.Isolation;

/// <summary>Address ranges, and how they are known. Unknown is a state of its own: nothing is guessed.</summary>
/// <param name="Values">The ranges; empty when they are not known, or when there are none.</param>
/// <param name="Origin">How they are known.</param>
public sealed record KnownRanges(IReadOnlyList<IPNetwork> Values, RangeOrigin Origin)
{
    /// <summary>Nothing is known.</summary>
    public static KnownRanges Unknown { get; } = new([], RangeOrigin.Unknown);

    /// <summary>The same ranges in the same order, known in the same way.</summary>
    /// <param name="other">The ranges to compare with.</param>
    public bool Equals(KnownRanges? other) => other is not null && Origin == other.Origin && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Values.Count);

    /// <summary>What the operator set, else what the cluster tells; nothing where it tells nothing.</summary>
    internal static KnownRanges Of(IReadOnlyList<IPNetwork> configured, IEnumerable<IPNetwork> discovered)
    {
        if (configured.Count > 0)
        {
            return new(AddressRanges.Reduce(configured), RangeOrigin.Configured);
        }

        var found = AddressRanges.Reduce(discovered);
        return found.Count > 0 ? new(found, RangeOrigin.Discovered) : Unknown;
    }
}

/// <summary>How address ranges are known.</summary>
public enum RangeOrigin
{
    /// <summary>They are not.</summary>
    Unknown,

    /// <summary>The operator set them.</summary>
    Configured,

    /// <summary>The cluster's own objects tell them.</summary>
    Discovered,

    /// <summary>The API server named them when it refused an address outside.</summary>
    Told,

    /// <summary>They follow from addresses seen, and may be wider.</summary>
    Inferred,
}
