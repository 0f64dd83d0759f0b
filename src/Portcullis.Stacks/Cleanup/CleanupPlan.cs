using System.Collections.Immutable;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Cleanup;

/// <summary>What is to be done about a stack now, and when to look at it again.</summary>
internal abstract record CleanupStep
{
    private CleanupStep()
    {
    }

    /// <summary>Nothing; look again at <paramref name="At"/>, or when something changes if that is null.</summary>
    public sealed record Wait(DateTimeOffset? At) : CleanupStep;

    /// <summary>Remove the whole stack.</summary>
    public sealed record RemoveStack(Service Service, string Why) : CleanupStep;

    /// <summary>Remove Pods that no Service selects.</summary>
    public sealed record RemovePods(IReadOnlyList<Pod> Pods) : CleanupStep;
}

/// <summary>What of a stack clean-up looks at.</summary>
/// <param name="Entry">Its objects.</param>
/// <param name="Stack">What they amount to; null without a readable Service.</param>
/// <param name="Strays">The Pods that nobody selects and nobody is deleting.</param>
/// <param name="StatusChange">When the clock alone will change the status; null when it will not.</param>
internal sealed record CleanupView(StackEntry Entry, Stack? Stack, ImmutableArray<Pod> Strays, DateTimeOffset? StatusChange);

/// <summary>Since when a stack has been in a state that does not last; kept in memory, so counted anew after a start.</summary>
/// <param name="StraySince">Since when each stray Pod, by UID, has been one.</param>
/// <param name="PodlessSince">Since when the Service has no Pod.</param>
/// <param name="TerminalSince">Since when the stack is terminal.</param>
internal sealed record CleanupMemory(ImmutableDictionary<string, DateTimeOffset> StraySince, DateTimeOffset? PodlessSince, DateTimeOffset? TerminalSince)
{
    public static readonly CleanupMemory None = new(ImmutableDictionary<string, DateTimeOffset>.Empty, null, null);

    /// <summary>The memory after seeing a stack as it is now.</summary>
    public CleanupMemory See(CleanupView view, DateTimeOffset now) => new(
        view.Strays.ToImmutableDictionary(pod => pod.Metadata.Uid ?? "", pod => StraySince.GetValueOrDefault(pod.Metadata.Uid ?? "", now)),
        view.Entry is { Record: not null, CurrentPod: null } ? PodlessSince ?? now : null,
        view.Stack is { Pod: not null } stack && stack.Status.IsTerminal() ? TerminalSince ?? now : null);
}

/// <summary>Decides what becomes of a stack. Pure.</summary>
internal static class CleanupPlan
{
    // As long as the Pod's own last resort: nothing of the stack can still be meant to run by then.
    private static readonly TimeSpan DamagedMargin = TimeSpan.FromMinutes(10);

    public static CleanupStep For(CleanupView view, CleanupMemory memory, DateTimeOffset now, StackSettings settings)
    {
        var end = EndOf(view.Entry, memory, settings);
        if (end is { } reached && reached.At <= now)
        {
            return new CleanupStep.RemoveStack(reached.Service, reached.Why);
        }

        var overdue = view.Strays.Where(pod => StrayEnd(pod, memory, settings) <= now).ToList();
        if (overdue.Count > 0)
        {
            return new CleanupStep.RemovePods(overdue);
        }

        DateTimeOffset? strayEnd = view.Strays.IsEmpty ? null : view.Strays.Min(pod => StrayEnd(pod, memory, settings));
        return new CleanupStep.Wait(Earliest(Earliest(strayEnd, end?.At), view.StatusChange > now ? view.StatusChange : null));
    }

    private static DateTimeOffset StrayEnd(Pod pod, CleanupMemory memory, StackSettings settings) =>
        memory.StraySince[pod.Metadata.Uid ?? ""] + settings.OrphanGrace;

    private static (DateTimeOffset At, Service Service, string Why)? EndOf(StackEntry entry, CleanupMemory memory, StackSettings settings)
    {
        if (entry.Record is not { } record)
        {
            return entry.Damaged is { Metadata.CreationTimestamp: { } created } damaged
                ? (created + settings.MaxTtl + DamagedMargin, damaged, "Damaged")
                : null;
        }

        var end = (At: record.ExpiresAt, record.Service, Why: "Expired");
        if (memory.PodlessSince + settings.OrphanGrace is { } podless && podless < end.At)
        {
            end = (podless, record.Service, "Orphaned");
        }

        return memory.TerminalSince + settings.TerminalGrace is { } terminal && terminal < end.At ? (terminal, record.Service, "Terminal") : end;
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
