using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>No one may run as root by number.</summary>
/// <remarks>Field: <c>securityContext.runAsUser</c> of pod and containers. Allowed: unset, not 0. From 1.23; from 1.35, pods in a user namespace are exempt.</remarks>
internal static class RunAsUserCheck
{
    public static Check Check { get; } = new("runAsUser", PodSecurityLevel.Restricted, new(23, V23), new(35, V35));

    private static Finding? V35(ObjectMeta metadata, PodSpec spec) => Wording.HasUserNamespace(spec) ? null : V23(metadata, spec);

    private static Finding? V23(ObjectMeta metadata, PodSpec spec)
    {
        var pod = spec.SecurityContext?.RunAsUser == 0;
        List<string>? containers = null;
        foreach (var container in new PodContainers(spec))
        {
            if (container.SecurityContext?.RunAsUser == 0)
            {
                Wording.Add(ref containers, container.Name);
            }
        }

        return pod || containers is not null ? new Finding("runAsUser=0", $"{Wording.Setters(pod, containers)} must not set runAsUser=0") : null;
    }
}
