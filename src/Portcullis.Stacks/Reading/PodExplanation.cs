using System.Globalization;
using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>Why a Pod is not simply running: a code and a sentence that a player can be shown.</summary>
/// <param name="Reason">A PascalCase code, Kubernetes' own where it has one.</param>
/// <param name="Message">One sentence.</param>
internal sealed record PodExplanation(string Reason, string? Message)
{
    /// <summary>The most telling explanation; null when there is nothing to explain.</summary>
    /// <param name="pod">The Pod.</param>
    public static PodExplanation? Of(Pod pod)
    {
        if (pod.Status is not { } status)
        {
            return null;
        }

        if (PodConditions.Find(pod, "PodScheduled") is { Status: "False" } unscheduled)
        {
            return new(unscheduled.Reason ?? "Unschedulable", unscheduled.Message);
        }

        if (status.Reason is { Length: > 0 } reason)
        {
            return new(reason, status.Message);
        }

        return OfContainers(status.InitContainerStatuses)
            ?? OfContainers(status.ContainerStatuses)
            ?? (pod.Metadata.DeletionTimestamp is null ? null : new("Terminating", "the pod is being deleted"));
    }

    // Those that ended well explain nothing, whatever became of the others.
    private static PodExplanation? OfContainers(IReadOnlyList<ContainerStatus>? containers)
    {
        foreach (var container in containers ?? [])
        {
            if (container.State?.Terminated is { ExitCode: not 0 } ended)
            {
                return new(ended.Reason ?? "Error", EndedMessage(container.Name, ended));
            }

            if (container.State?.Waiting is { Reason: { } reason } waiting && reason is not ("PodInitializing" or "ContainerCreating"))
            {
                return new(reason, waiting.Message ?? LastEnd(container));
            }
        }

        return null;
    }

    private static string? LastEnd(ContainerStatus container) =>
        container.LastState?.Terminated is { } ended ? EndedMessage(container.Name, ended) : null;

    private static string EndedMessage(string? name, ContainerStateTerminated ended) => ended.Reason == "OOMKilled"
        ? $"container \"{name}\" ran out of memory"
        : string.Create(CultureInfo.InvariantCulture, $"container \"{name}\" ended with exit code {ended.ExitCode ?? -1}");
}
