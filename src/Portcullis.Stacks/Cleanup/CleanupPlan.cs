using Portcullis.Model;

namespace Portcullis.Stacks;

/// <summary>What is to be done about a stack now, and when to look at it again.</summary>
internal abstract record CleanupStep
{
    private CleanupStep()
    {
    }

    /// <summary>Nothing; look again at <paramref name="At"/>, or when something changes if that is null.</summary>
    public sealed record Wait(DateTimeOffset? At) : CleanupStep;

    /// <summary>Remove the whole stack.</summary>
    public sealed record RemoveStack(StackRecord Record, string Why) : CleanupStep;

    /// <summary>Remove Pods that no Service selects.</summary>
    public sealed record RemovePods(IReadOnlyList<Pod> Pods) : CleanupStep;
}

/// <summary>Since when a stack has been in a state that does not last; kept in memory, so counted anew after a start.</summary>
/// <param name="StraySince">Since when there are Pods that no Service selects.</param>
/// <param name="PodlessSince">Since when the Service has no Pod.</param>
/// <param name="TerminalSince">Since when the stack is terminal.</param>
internal sealed record CleanupMemory(DateTimeOffset? StraySince, DateTimeOffset? PodlessSince, DateTimeOffset? TerminalSince)
{
    public static readonly CleanupMemory None = new(null, null, null);

    /// <summary>The memory after seeing a stack as it is now.</summary>
    public CleanupMemory See(StackEntry entry, Stack? stack, DateTimeOffset now) => new(
        entry.StrayPods.Any() ? StraySince ?? now : null,
        entry is { Record: not null, CurrentPod: null } ? PodlessSince ?? now : null,
        stack?.Status.IsTerminal() == true && stack.Pod is not null ? TerminalSince ?? now : null);
}

/// <summary>Decides what becomes of a stack. Pure.</summary>
internal static class CleanupPlan
{
    public static CleanupStep For(StackEntry entry, CleanupMemory memory, DateTimeOffset now, StackSettings settings)
    {
        if (entry.Record is { } record && EndOf(record, memory, settings) is var (end, why) && end <= now)
        {
            return new CleanupStep.RemoveStack(record, why);
        }

        var straysEnd = memory.StraySince + settings.OrphanGrace;
        if (straysEnd <= now)
        {
            return new CleanupStep.RemovePods([.. entry.StrayPods]);
        }

        return new CleanupStep.Wait(Earliest(straysEnd, entry.Record is { } living ? NextLook(living, entry, memory, now, settings) : null));
    }

    private static (DateTimeOffset End, string Why) EndOf(StackRecord record, CleanupMemory memory, StackSettings settings)
    {
        var end = (record.ExpiresAt, "Expired");
        if (memory.PodlessSince + settings.OrphanGrace is { } podless && podless < end.ExpiresAt)
        {
            end = (podless, "Orphaned");
        }

        return memory.TerminalSince + settings.TerminalGrace is { } terminal && terminal < end.ExpiresAt ? (terminal, "Terminal") : end;
    }

    private static DateTimeOffset? NextLook(StackRecord record, StackEntry entry, CleanupMemory memory, DateTimeOffset now, StackSettings settings)
    {
        var change = StackProjection.NextChange(record, entry.CurrentPod, settings);
        return Earliest(EndOf(record, memory, settings).End, change > now ? change : null);
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
