using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.PodSecurity.Effective;

/// <summary>Turns an effective security context into the credentials of a process.</summary>
internal static class KernelView
{
    public static KernelCredentials Of(SecurityContext effective, PodSecurityContext? pod)
    {
        var bounding = BoundingSet.Of(effective);
        return new KernelCredentials
        {
            User = effective.RunAsUser,
            Group = effective.RunAsGroup,
            Groups = [.. (pod?.SupplementalGroups ?? []).Concat(pod?.FsGroup is { } own ? [own] : []).Distinct().Order()],
            ImageGroups = pod?.SupplementalGroupsPolicy != "Strict",
            Bounding = bounding,
            Held = Held(effective, bounding),
        };
    }

    /// <summary>The kernel clears the sets of who is not root when a program is started, and Kubernetes knows no ambient ones.</summary>
    private static IReadOnlyList<string>? Held(SecurityContext effective, IReadOnlyList<string> bounding) => effective switch
    {
        { RunAsUser: 0 } => bounding,
        { RunAsUser: not null } or { RunAsNonRoot: true } => [],
        _ => bounding.Count == 0 ? [] : null,
    };
}
