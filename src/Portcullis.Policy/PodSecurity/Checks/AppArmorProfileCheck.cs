using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>The runtime's AppArmor profile must not be switched off or swapped for an unknown one.</summary>
/// <remarks>
/// Fields: <c>securityContext.appArmorProfile.type</c> of pod and containers; allowed: unset, RuntimeDefault, Localhost.
/// Annotations <c>container.apparmor.security.beta.kubernetes.io/*</c>; allowed: empty, runtime/default, localhost/*.
/// </remarks>
internal static class AppArmorProfileCheck
{
    private const string AnnotationPrefix = "container.apparmor.security.beta.kubernetes.io/";

    public static Check Check { get; } = new("appArmorProfile", PodSecurityLevel.Baseline, new CheckVersion(0, V0));

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        SortedSet<string>? types = null;
        var pod = IsBad(spec.SecurityContext?.AppArmorProfile, ref types);
        List<string>? containers = null;
        foreach (var container in new PodContainers(spec))
        {
            if (IsBad(container.SecurityContext?.AppArmorProfile, ref types))
            {
                Wording.Add(ref containers, container.Name);
            }
        }

        var annotations = BadAnnotations(metadata);
        if (types is null && annotations is null)
        {
            return null;
        }

        List<string> setters = types is null ? [] : [Wording.Setters(pod, containers)];
        List<string> values = [.. types ?? []];
        if (annotations is not null)
        {
            setters.Add(Wording.Plural("annotation", "annotations", annotations.Count));
            values.AddRange(annotations);
        }

        return new Finding(
            Wording.Plural("forbidden AppArmor profile", "forbidden AppArmor profiles", values.Count),
            $"{string.Join(" and ", setters)} must not set AppArmor profile type to {Wording.Quoted(values)}");
    }

    private static bool IsBad(AppArmorProfile? profile, ref SortedSet<string>? types)
    {
        if (profile is null or { Type: "RuntimeDefault" or "Localhost" })
        {
            return false;
        }

        Wording.Add(ref types, profile.Type);
        return true;
    }

    private static SortedSet<string>? BadAnnotations(ObjectMeta metadata)
    {
        SortedSet<string>? bad = null;
        if (metadata.Annotations is { Count: > 0 } annotations)
        {
            foreach (var (key, value) in annotations)
            {
                if (key.StartsWith(AnnotationPrefix, StringComparison.Ordinal) && !IsAllowed(value))
                {
                    Wording.Add(ref bad, $"{key}={GoText.Quote(value)}");
                }
            }
        }

        return bad;
    }

    private static bool IsAllowed(string value) => value is "" or "runtime/default" || value.StartsWith("localhost/", StringComparison.Ordinal);
}
