using System.Collections.Frozen;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Kernel parameters must be those that a pod has to itself and that cannot harm the node.</summary>
/// <remarks>Field: <c>securityContext.sysctls[*].name</c> of the pod. Allowed: the names below, each from its version on.</remarks>
internal static class SysctlsCheck
{
    private static readonly (int From, string[] Names)[] Safe =
    [
        (0,
        [
            "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
        ]),
        (27, ["net.ipv4.ip_local_reserved_ports"]),
        (29, ["net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes"]),
        (32, ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"]),
        (37, ["net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"]),
    ];

    public static Check Check { get; } = new("sysctls", PodSecurityLevel.Baseline, [.. Safe.Select(step => new CheckVersion(step.From, From(step.From)))]);

    private static CheckFunction From(int minor)
    {
        var allowed = Safe.Where(step => step.From <= minor).SelectMany(step => step.Names).ToFrozenSet(StringComparer.Ordinal);
        return (_, spec) => Judge(spec, allowed);
    }

    private static Finding? Judge(PodSpec spec, FrozenSet<string> allowed)
    {
        List<string>? bad = null;
        foreach (var sysctl in spec.SecurityContext?.Sysctls ?? [])
        {
            if (!allowed.Contains(sysctl?.Name ?? ""))
            {
                Wording.Add(ref bad, sysctl?.Name);
            }
        }

        return bad is null ? null : new Finding("forbidden sysctls", string.Join(", ", bad));
    }
}
