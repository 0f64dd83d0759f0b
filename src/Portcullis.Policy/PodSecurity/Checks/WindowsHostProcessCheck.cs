using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Windows containers must not run as processes of the node.</summary>
/// <remarks>Field: <c>securityContext.windowsOptions.hostProcess</c> of pod and containers. Allowed: unset, false.</remarks>
internal static class WindowsHostProcessCheck
{
    public static Check Check { get; } = new("windowsHostProcess", PodSecurityLevel.Baseline, new CheckVersion(0, V0));

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        var pod = spec.SecurityContext?.WindowsOptions?.HostProcess == true;
        List<string>? containers = null;
        foreach (var container in new PodContainers(spec))
        {
            if (container.SecurityContext?.WindowsOptions?.HostProcess == true)
            {
                Wording.Add(ref containers, container.Name);
            }
        }

        return pod || containers is not null
            ? new Finding("hostProcess", $"{Wording.Setters(pod, containers)} must not set securityContext.windowsOptions.hostProcess=true")
            : null;
    }
}
