using System.Runtime.CompilerServices;
using Portcullis.Model.Quantities;

namespace Portcullis.Admission;

/// <summary>What a stack may loosen. Everything not granted here is forced shut on every container.</summary>
/// <remarks>Compared by identity. Consistent where <see cref="ProfileRules.Check"/> finds no fault.</remarks>
public sealed record Profile
{
    /// <summary>
    /// The default: root is allowed, with the capabilities that stock images such as nginx, php-apache, MariaDB and sshd
    /// need; no privilege escalation.
    /// </summary>
    public static Profile Baseline { get; } = new()
    {
        Capabilities = ["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID", "SYS_CHROOT"],
    };

    /// <summary>No root at all; passes the restricted level of the Pod Security Standards.</summary>
    public static Profile Restricted { get; } = new() { Capabilities = [CapabilityRules.Restricted], RunAsNonRoot = true };

    /// <summary>The profiles that are always there, by name.</summary>
    public static IReadOnlyDictionary<string, Profile> BuiltIn { get; } =
        new Dictionary<string, Profile>(StringComparer.Ordinal) { ["baseline"] = Baseline, ["restricted"] = Restricted };

    /// <summary>
    /// The most capabilities that a container can hold; without <c>CAP_</c>. Those that container runtimes give by default
    /// are held unless the manifest drops them, others only when it adds them. None by default.
    /// </summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>True to let setuid programs and file capabilities raise privileges. False by default.</summary>
    public bool AllowPrivilegeEscalation { get; init; }

    /// <summary>The seccomp profiles that a manifest may choose; RuntimeDefault may always be. The first that is not Unconfined is what a silent manifest gets; RuntimeDefault by default.</summary>
    public IReadOnlyList<ProfileChoice> Seccomp { get; init; } = [ProfileChoice.RuntimeDefault];

    /// <summary>
    /// The AppArmor profiles that a manifest may choose, RuntimeDefault among them once there are any. The first that
    /// is not Unconfined is what a silent manifest gets. None by default: the cluster's own, and no manifest may name one.
    /// </summary>
    public IReadOnlyList<ProfileChoice> AppArmor { get; init; } = [];

    /// <summary>True to run nothing as root. False by default.</summary>
    public bool RunAsNonRoot { get; init; }

    /// <summary>The user ids that containers may run as; null for any.</summary>
    public IdRange? RunAsUser { get; init; }

    /// <summary>The group ids that containers may have, <c>fsGroup</c> and supplemental ones included; null for any.</summary>
    public IdRange? RunAsGroup { get; init; }

    /// <summary>
    /// True to let every user send echo requests. False by default: some network plug-ins let ICMP pass before any policy,
    /// so that stacks could talk by it.
    /// </summary>
    public bool Ping { get; init; }

    /// <summary>True to make every root file system read-only. False by default.</summary>
    public bool ReadOnlyRootFilesystem { get; init; }

    /// <summary>The runtime class of every pod, such as one of a sandbox; null for the cluster's default.</summary>
    public string? RuntimeClass { get; init; }

    /// <summary>False to give every pod a user namespace of its own; null, the default, leaves that to the manifest.</summary>
    public bool? HostUsers { get; init; }

    /// <summary>The most CPU of one stack, in place of the policy's; null for that.</summary>
    public Quantity? MaxCpu { get; init; }

    /// <summary>The most memory of one stack, in place of the policy's; null for that.</summary>
    public Quantity? MaxMemory { get; init; }

    /// <summary>The most ephemeral storage of one stack, in place of the policy's; null for that.</summary>
    public Quantity? MaxEphemeralStorage { get; init; }

    /// <summary>Whether a request may name it; else it serves only as the default. True by default.</summary>
    public bool Requestable { get; init; } = true;

    /// <summary>True where the operator has said in so many words that it goes beyond the baseline level.</summary>
    public bool BeyondBaseline { get; init; }

    /// <summary>Whether every pod of it passes the restricted level of the Pod Security Standards, and not only the baseline one.</summary>
    public bool IsRestricted =>
        RunAsNonRoot
        && !AllowPrivilegeEscalation
        && Capabilities.All(name => name == CapabilityRules.Restricted)
        && BaselineExceptions.Count == 0;

    /// <summary>The ids of the checks of the baseline level that its pods may fail, because it grants what they forbid.</summary>
    public IReadOnlyList<string> BaselineExceptions
    {
        get
        {
            var ids = new List<string>();
            if (AppArmor.Contains(ProfileChoice.Unconfined))
            {
                ids.Add("appArmorProfile");
            }

            if (!Capabilities.All(CapabilityRules.IsBaseline))
            {
                ids.Add("capabilities_baseline");
            }

            if (Seccomp.Contains(ProfileChoice.Unconfined))
            {
                ids.Add("seccompProfile_baseline");
            }

            return ids;
        }
    }

    /// <summary>True only for the same instance.</summary>
    /// <param name="other">The instance to compare with.</param>
    public bool Equals(Profile? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
