using Portcullis.Model.Defaulting;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Defaulting;

/// <summary>Defaults of pods, admission plugins included.</summary>
internal static class PodDefaults
{
    public static Pod Apply(Pod pod)
    {
        var spec = Apply(pod.Spec ?? new PodSpec());
        return pod with
        {
            Spec = spec,
            Status = pod.Status is { Phase: not null } ? pod.Status : (pod.Status ?? new PodStatus()) with { Phase = "Pending", QosClass = PodQos.Of(spec) },
        };
    }

    private static PodSpec Apply(PodSpec spec)
    {
        var hostNetwork = spec.HostNetwork == true;
        var account = Given(spec.ServiceAccountName) ?? Given(spec.ServiceAccount) ?? "default";
        return spec with
        {
            Volumes = spec.Volumes.Map(VolumeDefaults.Apply),
            InitContainers = spec.InitContainers.Map(c => ContainerDefaults.Apply(c, hostNetwork)),
            Containers = spec.Containers.Map(c => ContainerDefaults.Apply(c, hostNetwork)),
            EphemeralContainers = spec.EphemeralContainers.Map(c => ContainerDefaults.Apply(c, hostNetwork: false)),
            RestartPolicy = Given(spec.RestartPolicy) ?? "Always",
            // One that is negative means the shortest.
            TerminationGracePeriodSeconds = spec.TerminationGracePeriodSeconds is { } grace ? (grace < 0 ? 1 : grace) : 30,
            DnsPolicy = Given(spec.DnsPolicy) ?? "ClusterFirst",
            ServiceAccountName = account,
            ServiceAccount = account,
            SecurityContext = spec.SecurityContext ?? new PodSecurityContext(),
            SchedulerName = Given(spec.SchedulerName) ?? "default-scheduler",
            Tolerations = TolerationDefaults.Apply(spec.Tolerations),
            Priority = spec.Priority ?? PriorityOf(spec.PriorityClassName),
            PreemptionPolicy = Given(spec.PreemptionPolicy) ?? "PreemptLowerPriority",
            EnableServiceLinks = spec.EnableServiceLinks ?? true,
        };
    }

    /// <summary>The two classes that every cluster has; there are no others here.</summary>
    private static int PriorityOf(string? priorityClass) => priorityClass switch
    {
        "system-cluster-critical" => 2_000_000_000,
        "system-node-critical" => 2_000_001_000,
        _ => 0,
    };

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
