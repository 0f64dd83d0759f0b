using System.Runtime.CompilerServices;

namespace Portcullis.Model.Wire;

/// <summary>Base of every wire type that holds a collection.</summary>
/// <remarks>
/// Compared by identity: a record's member-wise equality would compare collections by reference and so
/// mostly be wrong in silence. Compare resource versions, or the JSON, when contents matter.
/// </remarks>
public abstract record WireObject
{
    /// <summary>True only for the same instance.</summary>
    /// <param name="other">The instance to compare with.</param>
    public virtual bool Equals(WireObject? other) => ReferenceEquals(this, other);

    /// <summary>The identity hash code.</summary>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
