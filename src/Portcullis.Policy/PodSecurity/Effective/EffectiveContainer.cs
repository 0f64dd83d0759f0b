using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.PodSecurity.Effective;

/// <summary>Which of a pod's lists a container stands in.</summary>
public enum ContainerKind
{
    /// <summary><c>initContainers</c>.</summary>
    Init,

    /// <summary><c>containers</c>.</summary>
    Container,

    /// <summary><c>ephemeralContainers</c>.</summary>
    Ephemeral,
}

/// <summary>What a container really runs with. Compared by identity, as the wire types within.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="Kind">Which list it stands in.</param>
/// <param name="Effective">Its security context with what it inherits; a field that nobody set is null.</param>
/// <param name="NoNewPrivileges">True when starting a program can never raise privileges.</param>
/// <param name="From">
/// Where each field of <paramref name="Effective"/> comes from, by wire name: <c>container</c>, <c>pod</c>,
/// or <c>container, pod</c> for a structure that is put together.
/// </param>
/// <param name="AppArmor">The AppArmor profile that counts: the container's field, else its annotation, else the pod's field; null for the runtime's own.</param>
/// <param name="Kernel">Who the kernel takes its first process for.</param>
public sealed record EffectiveContainer(
    string Name,
    ContainerKind Kind,
    SecurityContext Effective,
    bool NoNewPrivileges,
    IReadOnlyDictionary<string, string> From,
    AppArmorProfile? AppArmor,
    KernelCredentials Kernel)
{
    /// <summary>True only for the same instance.</summary>
    /// <param name="other">The instance to compare with.</param>
    public bool Equals(EffectiveContainer? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
