namespace Portcullis.Admission;

/// <summary>What a stack may loosen. Everything not granted here is forced shut on every container.</summary>
/// <remarks>Compared by identity.</remarks>
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

    /// <summary>The capabilities that a container holds unless its manifest drops them; without <c>CAP_</c>. None by default.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>True to let setuid programs and file capabilities raise privileges. False by default.</summary>
    public bool AllowPrivilegeEscalation { get; init; }

    /// <summary>True only for the same instance.</summary>
    /// <param name="other">The instance to compare with.</param>
    public bool Equals(Profile? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
