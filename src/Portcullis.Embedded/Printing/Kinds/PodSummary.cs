using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Printing.Kinds;

/// <summary>A pod in one word and a few numbers, as kubectl shows it.</summary>
/// <param name="Status">The phase, or the reason that says more.</param>
/// <param name="Ready">How many containers are ready, sidecars included.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Restarts">How often they were restarted.</param>
/// <param name="LastRestart">When the last run before a restart ended.</param>
internal sealed record PodSummary(string Status, int Ready, int Total, int Restarts, DateTimeOffset? LastRestart)
{
    public static PodSummary Of(Pod pod)
    {
        var sidecars = (pod.Spec?.InitContainers ?? []).Where(c => c.RestartPolicy == "Always").Select(c => c.Name ?? "").ToHashSet(StringComparer.Ordinal);
        var inits = Initializing(pod, sidecars);
        var summary = inits with
        {
            Total = (pod.Spec?.Containers?.Count ?? 0) + sidecars.Count,
            Status = inits.Status.Length > 0 ? inits.Status : PhaseOrReason(pod),
        };
        if (inits.Status.Length == 0 || IsTrue(pod, "Initialized"))
        {
            summary = Running(pod, summary, sidecars);
        }

        return pod.Metadata.DeletionTimestamp is null ? summary : summary with { Status = Deleting(pod, summary.Status) };
    }

    private static string PhaseOrReason(Pod pod) =>
        pod.Status?.Conditions?.Any(c => c is { Type: "PodScheduled", Reason: "SchedulingGated" }) == true ? "SchedulingGated"
        : !string.IsNullOrEmpty(pod.Status?.Reason) ? pod.Status.Reason
        : pod.Status?.Phase ?? "";

    private static string Deleting(Pod pod, string status) =>
        pod.Status?.Reason == "NodeLost" ? "Unknown" : pod.Status?.Phase is "Succeeded" or "Failed" ? status : "Terminating";

    /// <summary>What the init containers say; an empty status when they have nothing to say any more.</summary>
    private static PodSummary Initializing(Pod pod, HashSet<string> sidecars)
    {
        var statuses = pod.Status?.InitContainerStatuses ?? [];
        var summary = new PodSummary("", 0, 0, 0, null);
        for (var i = 0; i < statuses.Count; i++)
        {
            var status = statuses[i];
            summary = Count(summary, status);
            var isSidecar = sidecars.Contains(status.Name ?? "");
            if (status.State?.Terminated is { ExitCode: 0 })
            {
                continue;
            }

            if (isSidecar && status.Started == true)
            {
                summary = status.Ready == true ? summary with { Ready = summary.Ready + 1 } : summary;
                continue;
            }

            return summary with
            {
                Status = status.State switch
                {
                    { Terminated: { } terminated } => $"Init:{Ended(terminated)}",
                    { Waiting.Reason: { Length: > 0 } reason } when reason != "PodInitializing" => $"Init:{reason}",
                    _ => $"Init:{i}/{pod.Spec?.InitContainers?.Count ?? 0}",
                },
            };
        }

        return summary;
    }

    private static PodSummary Running(Pod pod, PodSummary summary, HashSet<string> sidecars)
    {
        // From here on only the restarts of what runs beside the containers count.
        summary = summary with { Restarts = 0, LastRestart = null };
        foreach (var status in (pod.Status?.InitContainerStatuses ?? []).Where(s => sidecars.Contains(s.Name ?? "")))
        {
            summary = Count(summary, status);
        }

        var hasRunning = false;
        foreach (var status in (pod.Status?.ContainerStatuses ?? []).Reverse())
        {
            summary = Count(summary, status);
            switch (status.State)
            {
                case { Waiting.Reason: { Length: > 0 } reason }:
                    summary = summary with { Status = reason };
                    break;
                case { Terminated: { } terminated }:
                    summary = summary with { Status = Ended(terminated) };
                    break;
                case { Running: not null } when status.Ready == true:
                    hasRunning = true;
                    summary = summary with { Ready = summary.Ready + 1 };
                    break;
            }
        }

        return summary.Status == "Completed" && hasRunning ? summary with { Status = IsTrue(pod, "Ready") ? "Running" : "NotReady" } : summary;
    }

    private static PodSummary Count(PodSummary summary, ContainerStatus status)
    {
        var ended = status.LastState?.Terminated?.FinishedAt;
        return summary with
        {
            Restarts = summary.Restarts + (status.RestartCount ?? 0),
            LastRestart = ended is not null && (summary.LastRestart is null || ended > summary.LastRestart) ? ended : summary.LastRestart,
        };
    }

    private static string Ended(ContainerStateTerminated terminated) =>
        !string.IsNullOrEmpty(terminated.Reason) ? terminated.Reason
        : terminated.Signal is > 0 ? $"Signal:{terminated.Signal}" : $"ExitCode:{terminated.ExitCode}";

    private static bool IsTrue(Pod pod, string type) => pod.Status?.Conditions?.Any(c => c.Type == type && c.Status == "True") == true;
}
