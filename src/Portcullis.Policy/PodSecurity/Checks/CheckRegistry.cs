namespace Portcullis.Policy.PodSecurity.Checks;

/// <summary>Which checks make up a level at a version, laid out once.</summary>
internal static class CheckRegistry
{
    /// <summary>Every check: baseline by id, then restricted by id; messages list them in this order.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        AppArmorProfileCheck.Check,
        CapabilitiesBaselineCheck.Check,
        HostNamespacesCheck.Check,
        HostPathVolumesCheck.Check,
        HostPortsCheck.Check,
        HostProbesCheck.Check,
        PrivilegedCheck.Check,
        ProcMountCheck.Check,
        SeLinuxOptionsCheck.Check,
        SeccompProfileBaselineCheck.Check,
        SysctlsCheck.Check,
        WindowsHostProcessCheck.Check,
        AllowPrivilegeEscalationCheck.Check,
        CapabilitiesRestrictedCheck.Check,
        ProcMountCheck.Restricted,
        RestrictedVolumesCheck.Check,
        RunAsNonRootCheck.Check,
        RunAsUserCheck.Check,
        SeccompProfileRestrictedCheck.Check,
    ];

    private static readonly ActiveCheck[][] Baseline = ByVersion(PodSecurityLevel.Baseline);
    private static readonly ActiveCheck[][] Restricted = ByVersion(PodSecurityLevel.Restricted);

    /// <summary>The checks of a level at a version, in the order of messages.</summary>
    public static ReadOnlySpan<ActiveCheck> Of(PodSecurityLevel level, PodSecurityVersion version)
    {
        var minor = Math.Min(version.Minor, PodSecurityVersion.NewestMinor);
        return level switch
        {
            PodSecurityLevel.Privileged => [],
            PodSecurityLevel.Baseline => Baseline[minor],
            PodSecurityLevel.Restricted => Restricted[minor],
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no such level"),
        };
    }

    private static ActiveCheck[][] ByVersion(PodSecurityLevel level) =>
        [.. Enumerable.Range(0, PodSecurityVersion.NewestMinor + 1).Select(minor => At(level, minor))];

    private static ActiveCheck[] At(PodSecurityLevel level, int minor)
    {
        var active = All.Where(check => check.Level <= level && check.At(minor) is not null).ToList();
        var overridden = active.Select(check => check.Overrides).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. active.Where(check => !overridden.Contains(check.Id)).Select(check => new ActiveCheck(check.Id, check.At(minor)!))];
    }
}

/// <summary>A check as it is made at one version.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Run">The check.</param>
internal readonly record struct ActiveCheck(string Id, CheckFunction Run);
