using System.Globalization;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Airlock;

namespace Portcullis.Stacks.Reading;

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

        return OfAirlock(pod)
            ?? OfContainers(status.InitContainerStatuses?.Where(container => container.Name != AirlockContainer.Name || IsWaiting(container)))
            ?? OfContainers(status.ContainerStatuses)
            ?? (pod.Metadata.DeletionTimestamp is null ? null : new("Terminating", "the pod is being deleted"));
    }

    // The airlock comes first: while it has not been passed, there is nothing else to explain.
    private static PodExplanation? OfAirlock(Pod pod)
    {
        var airlock = AirlockReading.Of(pod);
        if (airlock.IsUnderWay)
        {
            return new("Airlock", "the stack waits until its walls are felt; nothing of the challenge starts before");
        }

        // One that is tried again is between two attempts: what the last one felt says more than the wait.
        return airlock.Outcome is not { } outcome || airlock.MayStart ? null : outcome.Result == AirlockResult.NotEnforced
            ? new("IsolationNotEnforced", $"nothing of the challenge was started: from inside the stack {outcome.Answered ?? "the API server"} could still be reached{After(outcome)}")
            : new("AirlockBroken", $"nothing of the challenge was started: the airlock could not tell whether the stack's walls hold{After(outcome)}");
    }

    private static string After(AirlockOutcome outcome) => outcome.Seconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $" after {seconds} s") : "";

    private static bool IsWaiting(ContainerStatus container) => container.State?.Terminated is null;

    // Those that ended well explain nothing, whatever became of the others.
    private static PodExplanation? OfContainers(IEnumerable<ContainerStatus>? containers)
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
