using System.Collections.Immutable;
using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>Remembers how the last stacks went through their airlocks, in order of their creation; built anew from those that live. Thread-safe.</summary>
internal sealed class AirlockLog : IDisposable
{
    /// <summary>How many are remembered.</summary>
    public const int Capacity = 20;

    private readonly string _namespace;
    private readonly TimeProvider _time;
    private readonly IDisposable _subscription;
    private readonly Lock _writing = new();
    private ImmutableList<(string Uid, AirlockPassage Passage)> _last = [];

    public AirlockLog(Store<Pod> pods, string ns, TimeProvider time)
    {
        (_namespace, _time) = (ns, time);
        _subscription = pods.Subscribe(OnPod);
        foreach (var pod in pods.Snapshot().Objects.Values)
        {
            Observe(pod);
        }
    }

    /// <summary>Says that there is something new; called outside any lock.</summary>
    public event Action? Changed;

    /// <summary>The passages, oldest first.</summary>
    public IReadOnlyList<AirlockPassage> Last => [.. _last.Select(entry => entry.Passage)];

    /// <summary>Forgets all of it: what was felt in one cluster says nothing of another.</summary>
    public void Forget()
    {
        lock (_writing)
        {
            _last = [];
        }

        Changed?.Invoke();
    }

    public void Dispose() => _subscription.Dispose();

    private void OnPod(StoreChange<Pod> change)
    {
        if (change.Sides().After is { } pod && Observe(pod))
        {
            Changed?.Invoke();
        }
    }

    private bool Observe(Pod pod)
    {
        if (pod.Metadata.Namespace != _namespace
            || !StackLabels.IsOurs(pod.Metadata, out var id)
            || AirlockReading.Of(pod) is not { Outcome: { } outcome } reading)
        {
            return false;
        }

        var now = _time.GetUtcNow();
        var passage = new AirlockPassage(id.Text, pod.Metadata.Name ?? "", pod.Metadata.CreationTimestamp ?? now, reading.EndedAt ?? now, outcome);
        return Remember(pod.Metadata.Uid ?? "", passage);
    }

    private bool Remember(string uid, AirlockPassage passage)
    {
        lock (_writing)
        {
            var at = _last.FindIndex(entry => entry.Uid == uid);
            if (at >= 0 && _last[at].Passage.Outcome == passage.Outcome)
            {
                return false;
            }

            var others = at < 0 ? _last : _last.RemoveAt(at);
            var place = others.FindIndex(entry => IsAfter(entry.Passage, passage));
            var next = place < 0 ? others.Add((uid, passage)) : others.Insert(place, (uid, passage));
            _last = next.Count > Capacity ? next.RemoveAt(0) : next;
            return true;
        }
    }

    // Creation times have whole seconds: of two in the same one, the one that ended later counts as later.
    private static bool IsAfter(AirlockPassage a, AirlockPassage b) =>
        a.CreatedAt != b.CreatedAt ? a.CreatedAt > b.CreatedAt : a.EndedAt > b.EndedAt;
}
