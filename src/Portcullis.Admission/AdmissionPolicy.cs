using System.Runtime.CompilerServices;
using Portcullis.Model.Quantities;

namespace Portcullis.Admission;

/// <summary>What the operator allows and forces. Immutable; compared by identity.</summary>
public sealed record AdmissionPolicy
{
    /// <summary>The value of the node label <c>role</c> that stacks are bound to; <c>stack</c> by default.</summary>
    public string NodeRole { get; init; } = "stack";

    /// <summary>The restart policy of every stack; <c>Never</c> by default.</summary>
    public string RestartPolicy { get; init; } = "Never";

    /// <summary>The most CPU of one stack; 16 by default.</summary>
    public Quantity MaxCpu { get; init; } = Quantity.FromUnits(16);

    /// <summary>The most memory of one stack; 32Gi by default.</summary>
    public Quantity MaxMemory { get; init; } = Quantity.FromUnits(32L << 30, QuantityFormat.BinarySI);

    /// <summary>The most ephemeral storage of one stack; 10Gi by default.</summary>
    public Quantity MaxEphemeralStorage { get; init; } = Quantity.FromUnits(10L << 30, QuantityFormat.BinarySI);

    /// <summary>The ephemeral storage of a container, or of an emptyDir volume, that asks for none; 1Gi by default.</summary>
    public Quantity DefaultEphemeralStorage { get; init; } = Quantity.FromUnits(1L << 30, QuantityFormat.BinarySI);

    /// <summary>The annotation keys that manifests may use; none by default.</summary>
    public IReadOnlyList<string> AllowedAnnotations { get; init; } = [];

    /// <summary>The image pull secrets that manifests may name; none by default.</summary>
    public IReadOnlyList<string> AllowedPullSecrets { get; init; } = [];

    /// <summary>The <c>Localhost</c> seccomp profiles that manifests may name; none by default.</summary>
    public IReadOnlyList<string> AllowedSeccompProfiles { get; init; } = [];

    /// <summary>The profiles by name; the built-in ones by default.</summary>
    public IReadOnlyDictionary<string, Profile> Profiles { get; init; } = Profile.BuiltIn;

    /// <summary>The profile of a request that names none; <c>baseline</c> by default.</summary>
    public string DefaultProfile { get; init; } = "baseline";

    /// <summary>True only for the same instance.</summary>
    /// <param name="other">The instance to compare with.</param>
    public bool Equals(AdmissionPolicy? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
