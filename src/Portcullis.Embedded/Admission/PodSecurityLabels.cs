using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Core;
using Portcullis.Policy.PodSecurity;

namespace Portcullis.Embedded.Admission;

/// <summary>What the labels of a namespace ask of its pods. <see href="https://kubernetes.io/docs/concepts/security/pod-security-admission/"/></summary>
/// <param name="Enforce">What is refused.</param>
/// <param name="Warn">What is warned about.</param>
internal sealed record PodSecurityLabels(PodSecurityDemand Enforce, PodSecurityDemand Warn)
{
    private const string Prefix = "pod-security.kubernetes.io/";

    /// <summary>Reads them; a level that cannot be read is restricted where it is enforced, and asks nothing elsewhere.</summary>
    /// <param name="labels">The namespace's.</param>
    /// <param name="errors">Gets what cannot be read.</param>
    public static PodSecurityLabels Read(IReadOnlyDictionary<string, string>? labels, List<FieldError> errors)
    {
        var enforce = Demand("enforce", PodSecurityLevel.Restricted);
        Demand("audit", PodSecurityLevel.Privileged);
        return new(enforce, Demand("warn", PodSecurityLevel.Privileged));

        PodSecurityDemand Demand(string mode, PodSecurityLevel unreadable)
        {
            var level = Value(mode) switch
            {
                null or "privileged" => PodSecurityLevel.Privileged,
                "baseline" => PodSecurityLevel.Baseline,
                "restricted" => PodSecurityLevel.Restricted,
                var other => Refuse(mode, other, "must be one of privileged, baseline, restricted", unreadable),
            };
            return Value($"{mode}-version") is not { } text || PodSecurityVersion.TryParse(text, out var version)
                ? new(level, Value($"{mode}-version") is { } given && PodSecurityVersion.TryParse(given, out var pinned) ? pinned : PodSecurityVersion.Latest)
                : Refuse($"{mode}-version", text, "must be \"latest\" or \"v1.x\"", new PodSecurityDemand(level, PodSecurityVersion.Latest));
        }

        string? Value(string name) => labels?.TryGetValue(Prefix + name, out var value) == true ? value : null;

        T Refuse<T>(string name, string value, string detail, T instead)
        {
            errors.Add(FieldError.Invalid(FieldPath.Of("metadata").Child("labels").Key(Prefix + name), value, detail));
            return instead;
        }
    }
}

/// <summary>One level of the Pod Security Standards, as of one version.</summary>
internal readonly record struct PodSecurityDemand(PodSecurityLevel Level, PodSecurityVersion Version)
{
    /// <summary>What is wrong with a pod, reason by reason; null when nothing.</summary>
    public PodSecurityVerdict? Against(Pod pod) =>
        PodSecurityStandards.Evaluate(Level, Version, pod.Metadata, pod.Spec ?? new PodSpec()) is { Allowed: false } verdict ? verdict : null;

    /// <summary>Such as <c>restricted:latest</c>.</summary>
    public override string ToString() => $"{Level.ToString().ToLowerInvariant()}:{Version}";
}
