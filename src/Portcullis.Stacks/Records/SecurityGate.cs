using Portcullis.Admission;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.PodSecurity;
using Portcullis.Stacks.Problems;

namespace Portcullis.Stacks.Records;

/// <summary>The second opinion: no Pod is sent that the Pod Security Standards, evaluated apart from admission, forbid at the level of its profile.</summary>
internal static class SecurityGate
{
    /// <summary>Lets a Pod pass.</summary>
    /// <param name="pod">The Pod as it is about to be sent.</param>
    /// <param name="profile">The profile that it was admitted under; null when the operator has taken that away since, which counts as baseline.</param>
    /// <returns>The same Pod.</returns>
    /// <exception cref="StackException">It fails its level: a fault of ours, a recorded manifest changed by hand, or a profile that is no more.</exception>
    public static Pod Pass(Pod pod, Profile? profile)
    {
        var level = profile?.IsRestricted == true ? PodSecurityLevel.Restricted : PodSecurityLevel.Baseline;
        var verdict = PodSecurityStandards.Evaluate(level, PodSecurityVersion.Latest, pod.Metadata, pod.Spec!);
        var failures = profile is null ? verdict.Failures : [.. verdict.Failures.Where(failure => !profile.BaselineExceptions.Contains(failure.Check))];
        return failures.Count == 0
            ? pod
            : throw new StackException(new(
                ProblemKind.Internal,
                StackReasons.PodSecurityViolated,
                "the pod fails the Pod Security level of its profile and was not sent",
                [.. failures.Select(failure => new ProblemDetail(failure.Check, $"{failure.Reason}: {failure.Detail}"))]));
    }
}
