using System.Collections.Concurrent;
using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>Finds Pods of patrols that nobody has taken away: whoever sent them is gone. Every replica looks. Thread-safe.</summary>
internal sealed class PatrolLeftovers : IDisposable
{
    /// <summary>How long a Pod may stand that has ended: others may still read it.</summary>
    public static readonly TimeSpan EndedFor = TimeSpan.FromMinutes(1);

    /// <summary>How long any may stand: longer than the cluster lets it run.</summary>
    public static readonly TimeSpan StandsFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);
    private readonly Func<TimeSpan> _uptime;
    private readonly IDisposable _subscription;

    /// <param name="pods">The Pods of the stack namespace.</param>
    /// <param name="uptime">The time since the program started: whose clock the Pods' own times are by is not known.</param>
    public PatrolLeftovers(Store<Pod> pods, Func<TimeSpan> uptime)
    {
        _uptime = uptime;
        _subscription = pods.Subscribe(OnPod);
        foreach (var pod in pods.Snapshot().Objects.Values)
        {
            Observe(pod);
        }
    }

    /// <summary>When the next is due; null while there are none.</summary>
    public TimeSpan? Next => _seen.IsEmpty ? null : _seen.Values.Min(seen => seen.Due);

    /// <summary>Those that are due.</summary>
    public IReadOnlyList<Pod> Due()
    {
        var now = _uptime();
        return [.. _seen.Values.Where(seen => seen.Due <= now).Select(seen => seen.Pod)];
    }

    /// <summary>Looks at one again only after a while: it could not be taken away.</summary>
    public void Postpone(Pod pod)
    {
        if (_seen.TryGetValue(pod.Metadata.Uid ?? "", out var seen))
        {
            _seen.TryUpdate(pod.Metadata.Uid ?? "", seen with { Due = _uptime() + EndedFor }, seen);
        }
    }

    public void Dispose() => _subscription.Dispose();

    private void OnPod(StoreChange<Pod> change)
    {
        var (before, after) = change.Sides();
        if (before is not null && before.Metadata.Uid != after?.Metadata.Uid)
        {
            _seen.TryRemove(before.Metadata.Uid ?? "", out _);
        }

        if (after is not null)
        {
            Observe(after);
        }
    }

    private void Observe(Pod pod)
    {
        if (!PatrolPods.IsPatrol(pod.Metadata))
        {
            return;
        }

        var now = _uptime();
        _seen.AddOrUpdate(
            pod.Metadata.Uid ?? "",
            _ => new(pod, PodConditions.IsFinished(pod), now + (PodConditions.IsFinished(pod) ? EndedFor : StandsFor)),
            (_, seen) => PodConditions.IsFinished(pod) && !seen.HasEnded ? new(pod, true, Min(seen.Due, now + EndedFor)) : seen with { Pod = pod });
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private sealed record Seen(Pod Pod, bool HasEnded, TimeSpan Due);
}
