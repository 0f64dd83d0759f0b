using Portcullis.Model.Wire.Core;

namespace Portcullis.Policy.PodSecurity.Effective;

/// <summary>The capabilities that a container's processes can hold at most.</summary>
/// <remarks>
/// Container runtimes begin with their default set, and read names without regard to case. Where they differ, the larger
/// set is told: this one is containerd's and Docker's, and an added name may carry <c>CAP_</c>, a dropped one not.
/// <see href="https://github.com/containerd/containerd/blob/v2.1.0/pkg/oci/spec.go"/>
/// </remarks>
internal static class BoundingSet
{
    private const string All = "ALL";
    private const string Prefix = "CAP_";

    private static readonly string[] Default =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    // capabilities(7), as of Linux 6.12.
    private static readonly string[] Known =
    [
        "AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE", "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "IPC_LOCK",
        "IPC_OWNER", "KILL", "LEASE", "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD", "NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_RAW", "PERFMON", "SETFCAP",
        "SETGID", "SETPCAP", "SETUID", "SYSLOG", "SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT", "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO", "SYS_RESOURCE",
        "SYS_TIME", "SYS_TTY_CONFIG", "WAKE_ALARM",
    ];

    /// <summary>The names in order, without <c>CAP_</c>.</summary>
    public static IReadOnlyList<string> Of(SecurityContext effective)
    {
        if (effective.Privileged == true)
        {
            return Known;
        }

        var add = (effective.Capabilities?.Add ?? []).Select(Canonical).ToHashSet(StringComparer.Ordinal);
        var drop = (effective.Capabilities?.Drop ?? []).Select(name => name.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);

        // ALL sets the scene, dropping after adding; single names then come and go.
        var set = new SortedSet<string>(drop.Contains(All) ? [] : add.Contains(All) ? Known : Default, StringComparer.Ordinal);
        set.UnionWith(add.Where(Known.Contains));
        set.ExceptWith(drop);
        return [.. set];
    }

    private static string Canonical(string name)
    {
        var upper = name.ToUpperInvariant();
        return upper.StartsWith(Prefix, StringComparison.Ordinal) ? upper[Prefix.Length..] : upper;
    }
}
