namespace Portcullis.Policy.PodSecurity;

/// <summary>What the Pod Security Standards say about a pod.</summary>
/// <param name="Failures">The checks that forbid it, by check id in ordinal order; none when it is allowed.</param>
/// <param name="Message">All of them in one sentence, baseline before restricted; empty when it is allowed.</param>
public sealed record PodSecurityVerdict(IReadOnlyList<PodSecurityFailure> Failures, string Message)
{
    internal static PodSecurityVerdict Passed { get; } = new([], "");

    /// <summary>True when no check forbids the pod.</summary>
    public bool Allowed => Failures.Count == 0;

    /// <summary>True when the failures are the same, in the same order.</summary>
    /// <param name="other">The verdict to compare with.</param>
    public bool Equals(PodSecurityVerdict? other) => other is not null && Message == other.Message && Failures.SequenceEqual(other.Failures);

    /// <inheritdoc/>
    public override int GetHashCode() => Message.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Why one check forbids a pod.</summary>
/// <param name="Check">The id of the check, such as <c>hostPorts</c>.</param>
/// <param name="Reason">A few words, the same for every pod.</param>
/// <param name="Detail">Which containers, volumes and values.</param>
public sealed record PodSecurityFailure(string Check, string Reason, string Detail);
