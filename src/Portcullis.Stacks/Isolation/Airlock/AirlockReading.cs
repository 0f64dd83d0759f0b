using Portcullis.Model.Wire.Core;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>What a Pod says of its airlock. Pure.</summary>
/// <param name="IsUnderWay">Whether it is trying right now.</param>
/// <param name="Outcome">How it ended, or ended the last time; null while it has not, and for a Pod without one.</param>
/// <param name="EndedAt">When it ended; null where it has not.</param>
/// <param name="MayStart">Whether the cluster goes on to what comes after it: it ended with 0, whatever it said.</param>
internal sealed record AirlockReading(bool IsUnderWay, AirlockOutcome? Outcome, DateTimeOffset? EndedAt, bool MayStart)
{
    private const int LeastOfSignals = 128;

    private static readonly AirlockReading Nothing = new(false, null, null, false);

    /// <summary>Reads the status of the container itself: a Pod's phase says nothing of what was felt.</summary>
    /// <param name="pod">A Pod.</param>
    public static AirlockReading Of(Pod pod)
    {
        if (StatusIn(pod) is not { } status)
        {
            return Nothing;
        }

        var ended = status.State?.Terminated ?? status.LastState?.Terminated;

        // Whoever deletes a stack ends its airlock, which then has felt nothing.
        var isCutShort = pod.Metadata.DeletionTimestamp is not null && ended?.ExitCode >= LeastOfSignals;
        var outcome = ended is null || isCutShort ? null : AirlockOutcome.Of(ended.ExitCode, ended.Message);
        return new(status.State?.Running is not null, outcome, outcome is null ? null : ended!.FinishedAt, ended?.ExitCode == 0);
    }

    private static ContainerStatus? StatusIn(Pod pod) =>
        pod.Status?.InitContainerStatuses?.FirstOrDefault(container => container.Name == AirlockContainer.Name);
}
