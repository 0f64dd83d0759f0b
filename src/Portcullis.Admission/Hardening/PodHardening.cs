using Portcullis.Model;

namespace Portcullis.Admission.Hardening;

/// <summary>Forces what every stack has, whatever its manifest says.</summary>
internal static class PodHardening
{
    // A longer grace would only lengthen the time in which a process that ignores TERM goes on.
    private const long GraceSeconds = 1;

    private static readonly SeccompProfile RuntimeDefault = new() { Type = "RuntimeDefault" };

    /// <summary>Hardens a pod that was read without a reason against it.</summary>
    public static PodSpec Apply(PodSpec spec, AdmissionPolicy policy, Profile profile, IReadOnlyList<string> dnsServers)
    {
        var asked = spec.SecurityContext ?? new PodSecurityContext();
        return spec with
        {
            Containers = Harden(spec.Containers, profile, asked.SeccompProfile),
            InitContainers = Harden(spec.InitContainers, profile, asked.SeccompProfile),
            SecurityContext = asked with { SeccompProfile = asked.SeccompProfile ?? RuntimeDefault },
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            RestartPolicy = policy.RestartPolicy,
            TerminationGracePeriodSeconds = GraceSeconds,
            NodeSelector = new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = policy.NodeRole },
            DnsPolicy = "None",
            DnsConfig = new PodDnsConfig { Nameservers = dnsServers },
        };
    }

    private static List<Container>? Harden(IReadOnlyList<Container>? containers, Profile profile, SeccompProfile? podSeccomp) =>
        containers is null or [] ? null : [.. containers.Select(container => ContainerHardening.Apply(container, profile, podSeccomp))];
}
