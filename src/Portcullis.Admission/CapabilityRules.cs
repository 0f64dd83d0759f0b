using System.Collections.Frozen;

namespace Portcullis.Admission;

/// <summary>What there is to know of capabilities.</summary>
/// <remarks>Policy has lists of its own, on purpose: it must be able to find a mistake in these.</remarks>
public static class CapabilityRules
{
    /// <summary>The one capability that the restricted level of the Pod Security Standards lets a container add.</summary>
    public const string Restricted = "NET_BIND_SERVICE";

    // What container runtimes give to a container that says nothing. CRI-O gives fewer, none other.
    private static readonly string[] RuntimeDefault =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    // capabilities(7), beyond those.
    private static readonly FrozenSet<string> Known = RuntimeDefault.Concat(
    [
        "AUDIT_CONTROL", "AUDIT_READ", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE", "DAC_READ_SEARCH", "IPC_LOCK", "IPC_OWNER", "LEASE", "LINUX_IMMUTABLE", "MAC_ADMIN",
        "MAC_OVERRIDE", "NET_ADMIN", "NET_BROADCAST", "PERFMON", "SYSLOG", "SYS_ADMIN", "SYS_BOOT", "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO",
        "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "WAKE_ALARM",
    ]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for the name of a Linux capability, in capitals and without <c>CAP_</c>.</summary>
    /// <param name="name">The name.</param>
    public static bool IsKnown(string name) => Known.Contains(name);

    /// <summary>True for one that the baseline level of the Pod Security Standards lets a container add: the runtime's own but NET_RAW.</summary>
    /// <param name="name">The name.</param>
    public static bool IsBaseline(string name) => IsRuntimeDefault(name) && name != "NET_RAW";

    /// <summary>True for one that container runtimes give to a container that says nothing.</summary>
    /// <param name="name">The name.</param>
    public static bool IsRuntimeDefault(string name) => RuntimeDefault.Contains(name, StringComparer.Ordinal);
}
