using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Programs must not gain privileges by being started.</summary>
/// <remarks>
/// Field: <c>securityContext.allowPrivilegeEscalation</c> of every container. Allowed: false. From 1.25, pods for Windows are
/// exempt.
/// </remarks>
internal static class AllowPrivilegeEscalationCheck
{
    public static Check Check { get; } = new("allowPrivilegeEscalation", PodSecurityLevel.Restricted, new(8, V8), new(25, V25));

    private static Finding? V25(ObjectMeta metadata, PodSpec spec) => Wording.IsWindows(spec) ? null : V8(metadata, spec);

    private static Finding? V8(ObjectMeta metadata, PodSpec spec)
    {
        List<string>? bad = null;
        foreach (var container in new PodContainers(spec))
        {
            if (container.SecurityContext?.AllowPrivilegeEscalation != false)
            {
                Wording.Add(ref bad, container.Name);
            }
        }

        return bad is null
            ? null
            : new Finding("allowPrivilegeEscalation != false", $"{Wording.Containers(bad)} must set securityContext.allowPrivilegeEscalation=false");
    }
}
