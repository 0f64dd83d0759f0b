using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>No container may be privileged: such a one has the run of the node.</summary>
/// <remarks>Field: <c>securityContext.privileged</c> of every container. Allowed: unset, false.</remarks>
internal static class PrivilegedCheck
{
    public static Check Check { get; } = new("privileged", PodSecurityLevel.Baseline, new CheckVersion(0, V0));

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        List<string>? bad = null;
        foreach (var container in new PodContainers(spec))
        {
            if (container.SecurityContext?.Privileged == true)
            {
                Wording.Add(ref bad, container.Name);
            }
        }

        return bad is null ? null : new Finding("privileged", $"{Wording.Containers(bad)} must not set securityContext.privileged=true");
    }
}
