using System.Runtime.CompilerServices;

namespace Portcullis.Policy.PodSecurity.Effective;

/// <summary>The credentials of a container's first process, as the kernel will see them. Compared by identity.</summary>
public sealed record KernelCredentials
{
    /// <summary>The user id; null when the image decides.</summary>
    public long? User { get; init; }

    /// <summary>The primary group id; null when the image decides.</summary>
    public long? Group { get; init; }

    /// <summary>The supplementary groups that the pod gives, <c>fsGroup</c> among them, in ascending order.</summary>
    public required IReadOnlyList<long> Groups { get; init; }

    /// <summary>True when the groups that the image's <c>/etc/group</c> gives to the user come on top.</summary>
    public required bool ImageGroups { get; init; }

    /// <summary>The most capabilities that any process of the container can ever hold, by name, without <c>CAP_</c>.</summary>
    public required IReadOnlyList<string> Bounding { get; init; }

    /// <summary>The capabilities that the first process holds: all of <see cref="Bounding"/> as root, none as another user; null when the image decides who it is.</summary>
    public IReadOnlyList<string>? Held { get; init; }

    /// <summary>True only for the same instance.</summary>
    /// <param name="other">The instance to compare with.</param>
    public bool Equals(KernelCredentials? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
