using Portcullis.Model.Wire.Core;

namespace Portcullis.Admission.Hardening;

/// <summary>Forces what every stack has, whatever its manifest says.</summary>
internal static class PodHardening
{
    // A longer grace would only lengthen the time in which a process that ignores TERM goes on.
    private const long GraceSeconds = 1;

    // No group may open ICMP sockets, for which no capability is needed where a container runtime lets every group. Safe
    // to the kubelet since Kubernetes 1.18, and to the baseline level of the Pod Security Standards.
    private static readonly IReadOnlyList<Sysctl> NoPing = [new() { Name = "net.ipv4.ping_group_range", Value = "1 0" }];

    /// <summary>Hardens a pod that was read without a reason against it.</summary>
    public static PodSpec Apply(PodSpec spec, AdmissionPolicy policy, Profile profile, IReadOnlyList<string> dnsServers)
    {
        var context = Apply(spec.SecurityContext ?? new PodSecurityContext(), profile);
        return spec with
        {
            Containers = Harden(spec.Containers, profile, context),
            InitContainers = Harden(spec.InitContainers, profile, context),
            SecurityContext = context,
            HostUsers = profile.HostUsers == false ? false : spec.HostUsers,
            RuntimeClassName = profile.RuntimeClass,
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            RestartPolicy = policy.RestartPolicy,
            TerminationGracePeriodSeconds = GraceSeconds,
            NodeSelector = new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = policy.NodeRole },
            DnsPolicy = "None",
            DnsConfig = new PodDnsConfig { Nameservers = dnsServers },
        };
    }

    private static PodSecurityContext Apply(PodSecurityContext asked, Profile profile) => asked with
    {
        RunAsNonRoot = profile.RunAsNonRoot ? true : asked.RunAsNonRoot,
        RunAsUser = asked.RunAsUser ?? profile.RunAsUser?.Default,
        RunAsGroup = asked.RunAsGroup ?? profile.RunAsGroup?.Default,
        Sysctls = profile.Ping ? null : NoPing,
        SeccompProfile = Confinement.Seccomp(asked.SeccompProfile, profile),
        AppArmorProfile = Confinement.AppArmor(asked.AppArmorProfile, profile),
    };

    private static List<Container>? Harden(IReadOnlyList<Container>? containers, Profile profile, PodSecurityContext pod) =>
        containers is null or [] ? null : [.. containers.Select(container => ContainerHardening.Apply(container, profile, pod))];
}
