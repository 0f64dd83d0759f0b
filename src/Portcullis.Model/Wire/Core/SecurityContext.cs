namespace Portcullis.Model.Wire.Core;

/// <summary>Security settings of a container; they override the pod's.</summary>
public sealed record SecurityContext
{
    public Capabilities? Capabilities { get; init; }
    public bool? Privileged { get; init; }
    public SeLinuxOptions? SeLinuxOptions { get; init; }
    public WindowsSecurityContextOptions? WindowsOptions { get; init; }
    public long? RunAsUser { get; init; }
    public long? RunAsGroup { get; init; }
    public bool? RunAsNonRoot { get; init; }
    public bool? ReadOnlyRootFilesystem { get; init; }
    public bool? AllowPrivilegeEscalation { get; init; }
    public string? ProcMount { get; init; }
    public SeccompProfile? SeccompProfile { get; init; }
    public AppArmorProfile? AppArmorProfile { get; init; }
}

/// <summary>Security settings of a pod.</summary>
public sealed record PodSecurityContext : WireObject
{
    public SeLinuxOptions? SeLinuxOptions { get; init; }
    public WindowsSecurityContextOptions? WindowsOptions { get; init; }
    public long? RunAsUser { get; init; }
    public long? RunAsGroup { get; init; }
    public bool? RunAsNonRoot { get; init; }
    public IReadOnlyList<long>? SupplementalGroups { get; init; }
    public string? SupplementalGroupsPolicy { get; init; }
    public long? FsGroup { get; init; }
    public IReadOnlyList<Sysctl>? Sysctls { get; init; }
    public string? FsGroupChangePolicy { get; init; }
    public SeccompProfile? SeccompProfile { get; init; }
    public AppArmorProfile? AppArmorProfile { get; init; }
    public string? SeLinuxChangePolicy { get; init; }
}

/// <summary>Linux capabilities, without the <c>CAP_</c> prefix.</summary>
public sealed record Capabilities : WireObject
{
    public IReadOnlyList<string>? Add { get; init; }
    public IReadOnlyList<string>? Drop { get; init; }
}

/// <summary>An SELinux label.</summary>
public sealed record SeLinuxOptions
{
    public string? User { get; init; }
    public string? Role { get; init; }
    public string? Type { get; init; }
    public string? Level { get; init; }
}

/// <summary>Windows settings.</summary>
public sealed record WindowsSecurityContextOptions
{
    public string? GmsaCredentialSpecName { get; init; }
    public string? GmsaCredentialSpec { get; init; }
    public string? RunAsUserName { get; init; }
    public bool? HostProcess { get; init; }
}

/// <summary>A seccomp profile; <c>type</c> is RuntimeDefault, Unconfined or Localhost.</summary>
public sealed record SeccompProfile
{
    public string? Type { get; init; }
    public string? LocalhostProfile { get; init; }
}

/// <summary>An AppArmor profile; <c>type</c> is RuntimeDefault, Unconfined or Localhost.</summary>
public sealed record AppArmorProfile
{
    public string? Type { get; init; }
    public string? LocalhostProfile { get; init; }
}

/// <summary>A kernel parameter.</summary>
public sealed record Sysctl
{
    public string? Name { get; init; }
    public string? Value { get; init; }
}
