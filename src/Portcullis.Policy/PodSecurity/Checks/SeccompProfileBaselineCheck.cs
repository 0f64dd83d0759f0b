using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Seccomp must not be switched off.</summary>
/// <remarks>
/// Until 1.18: annotations <c>seccomp.security.alpha.kubernetes.io/pod</c> and
/// <c>container.seccomp.security.alpha.kubernetes.io/*</c>; allowed: unset, runtime/default, docker/default, localhost/*.
/// From 1.19: <c>securityContext.seccompProfile.type</c> of pod and containers; allowed: unset, RuntimeDefault, Localhost.
/// </remarks>
internal static class SeccompProfileBaselineCheck
{
    private const string PodAnnotation = "seccomp.security.alpha.kubernetes.io/pod";
    private const string ContainerAnnotation = "container.seccomp.security.alpha.kubernetes.io/";

    public static Check Check { get; } = new("seccompProfile_baseline", PodSecurityLevel.Baseline, new(0, V0), new(19, V19));

    /// <summary>What names profiles that switch seccomp off, if anything does.</summary>
    public static Finding? V19(ObjectMeta metadata, PodSpec spec)
    {
        SortedSet<string>? types = null;
        var pod = IsBad(spec.SecurityContext?.SeccompProfile, ref types);
        List<string>? containers = null;
        foreach (var container in new PodContainers(spec))
        {
            if (IsBad(container.SecurityContext?.SeccompProfile, ref types))
            {
                Wording.Add(ref containers, container.Name);
            }
        }

        return types is null
            ? null
            : new Finding("seccompProfile", $"{Wording.Setters(pod, containers)} must not set securityContext.seccompProfile.type to {Wording.Quoted(types)}");
    }

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        if (metadata.Annotations is not { Count: > 0 } annotations)
        {
            return null;
        }

        SortedSet<string>? bad = null;
        Look(annotations, PodAnnotation, ref bad);
        foreach (var container in new PodContainers(spec))
        {
            Look(annotations, ContainerAnnotation + container.Name, ref bad);
        }

        return bad is null ? null : new Finding("seccompProfile", $"forbidden {Wording.Plural("annotation", "annotations", bad.Count)} {string.Join(", ", bad)}");
    }

    private static bool IsBad(SeccompProfile? profile, ref SortedSet<string>? types)
    {
        if (profile is null or { Type: "RuntimeDefault" or "Localhost" })
        {
            return false;
        }

        Wording.Add(ref types, profile.Type);
        return true;
    }

    private static void Look(IReadOnlyDictionary<string, string> annotations, string key, ref SortedSet<string>? bad)
    {
        if (annotations.TryGetValue(key, out var value)
            && value is not ("runtime/default" or "docker/default")
            && !value.StartsWith("localhost/", StringComparison.Ordinal))
        {
            Wording.Add(ref bad, $"{key}={GoText.Quote(value)}");
        }
    }
}
