using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;
using Portcullis.Policy.PodSecurity.Checks;

namespace Portcullis.Policy.PodSecurity;

/// <summary>Holds pods against the Pod Security Standards, with the checks and the words of Kubernetes' own admission plugin. Pure; safe for any number of threads.</summary>
/// <remarks>
/// Independent of admission on purpose: two pieces of code that share nothing must agree on what is sent to a cluster.
/// <see href="https://kubernetes.io/docs/concepts/security/pod-security-standards/"/>
/// </remarks>
public static class PodSecurityStandards
{
    /// <summary>Judges a pod, or the pod of a workload's template.</summary>
    /// <param name="level">The level.</param>
    /// <param name="version">The version; above the newest known, that one.</param>
    /// <param name="metadata">The pod's metadata, for its annotations.</param>
    /// <param name="spec">The pod's spec, with or without the API server's defaults.</param>
    public static PodSecurityVerdict Evaluate(PodSecurityLevel level, PodSecurityVersion version, ObjectMeta metadata, PodSpec spec)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(spec);
        List<PodSecurityFailure>? failures = null;
        var defaulted = VolumeDefaulting.Apply(spec);
        foreach (var check in CheckRegistry.Of(level, version))
        {
            if (check.Run(metadata, defaulted) is { } finding)
            {
                (failures ??= []).Add(new PodSecurityFailure(check.Id, finding.Reason, finding.Detail));
            }
        }

        return failures is null ? PodSecurityVerdict.Passed : Forbidden(failures);
    }

    private static PodSecurityVerdict Forbidden(List<PodSecurityFailure> failures)
    {
        var message = string.Join(", ", failures.Select(failure => $"{failure.Reason} ({failure.Detail})"));
        failures.Sort((left, right) => string.CompareOrdinal(left.Check, right.Check));
        return new PodSecurityVerdict(failures, message);
    }
}
