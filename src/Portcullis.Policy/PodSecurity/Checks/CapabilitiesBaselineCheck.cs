using System.Collections.Frozen;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>No capability may be added beyond those that container runtimes give by default.</summary>
/// <remarks>Field: <c>securityContext.capabilities.add</c> of every container. Allowed: the names below, spelt so.</remarks>
internal static class CapabilitiesBaselineCheck
{
    private static readonly FrozenSet<string> Allowed = FrozenSet.Create(
        StringComparer.Ordinal,
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT");

    public static Check Check { get; } = new("capabilities_baseline", PodSecurityLevel.Baseline, new CheckVersion(0, V0));

    private static Finding? V0(ObjectMeta metadata, PodSpec spec)
    {
        List<string>? containers = null;
        SortedSet<string>? capabilities = null;
        foreach (var container in new PodContainers(spec))
        {
            var isGood = true;
            foreach (var name in container.SecurityContext?.Capabilities?.Add ?? [])
            {
                if (!Allowed.Contains(name))
                {
                    isGood = false;
                    Wording.Add(ref capabilities, name);
                }
            }

            if (!isGood)
            {
                Wording.Add(ref containers, container.Name);
            }
        }

        return containers is null
            ? null
            : new Finding("non-default capabilities", $"{Wording.Containers(containers)} must not include {Wording.Quoted(capabilities!)} in securityContext.capabilities.add");
    }
}
