using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission;

/// <summary>The answer of <see cref="Admitter.Admit"/>: <see cref="Admitted"/> or <see cref="Refused"/>.</summary>
public abstract record AdmissionResult
{
    private protected AdmissionResult()
    {
    }
}

/// <summary>The manifest became a hardened pod.</summary>
/// <param name="ProfileName">The profile that it was admitted under.</param>
/// <param name="Pod">The pod, without namespace and status; its name is the manifest's, or null.</param>
/// <param name="Manifest">The same pod as YAML.</param>
/// <param name="CpuMilli">The CPU that the scheduler will count for it, in thousandths.</param>
/// <param name="MemoryBytes">The memory that the scheduler will count for it, in bytes.</param>
/// <param name="EphemeralStorageBytes">The ephemeral storage that the scheduler will count for it, in bytes.</param>
/// <remarks>
/// INVARIANT: the pod holds only fields of the allow-list, every container carries the forced security context, and
/// requests equal limits everywhere.
/// </remarks>
public sealed record Admitted(string ProfileName, Pod Pod, string Manifest, long CpuMilli, long MemoryBytes, long EphemeralStorageBytes) : AdmissionResult;

/// <summary>The manifest was refused.</summary>
/// <param name="Reasons">Every reason that could be told; at least one, at most 100.</param>
public sealed record Refused(IReadOnlyList<AdmissionReason> Reasons) : AdmissionResult
{
    /// <summary>True when the reasons are the same, in the same order.</summary>
    /// <param name="other">The result to compare with.</param>
    public bool Equals(Refused? other) => other is not null && Reasons.SequenceEqual(other.Reasons);

    /// <inheritdoc/>
    public override int GetHashCode() => Reasons.Count == 0 ? 0 : Reasons[0].GetHashCode();
}

/// <summary>Why a manifest was refused.</summary>
/// <param name="Path">Where, such as <c>spec.containers[0].image</c>; <c>pod_spec</c> for the text as a whole.</param>
/// <param name="Message">What is wrong: lower case, without the path.</param>
/// <param name="Found">What was there, cut short; never a value from under <c>env</c>, <c>args</c> or <c>command</c>.</param>
/// <param name="Allowed">What would be allowed, where that can be listed.</param>
/// <param name="Hint">How to mend it, where there is something to say.</param>
public sealed record AdmissionReason(string Path, string Message, string? Found = null, string? Allowed = null, string? Hint = null)
{
    /// <summary>True when not the manifest is at fault but what was asked beside it: the profile, a target port.</summary>
    public bool IsOfRequest { get; init; }
}
