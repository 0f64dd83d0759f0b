using System.Collections.Immutable;
using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>
/// Remembers when walls were missing and which Pods were alive then: a connection that was opened meanwhile may live on
/// behind a wall that stands again. In memory; thread-safe.
/// </summary>
internal sealed class WallGaps(Store<Pod> pods, string ns, TimeProvider time)
{
    private const int Capacity = 10;

    private readonly Lock _writing = new();
    private ImmutableList<Gap> _gaps = [];

    /// <summary>Says that there is something new; called outside any lock.</summary>
    public event Action? Changed;

    /// <summary>The stretches, oldest first, with those Pods of each that still run.</summary>
    public IReadOnlyList<WallGap> All
    {
        get
        {
            var gaps = _gaps;
            var alive = gaps.IsEmpty ? [] : Alive();
            return [.. gaps.Select(gap => new WallGap(
                gap.Wall, gap.What, gap.Since, gap.Until, [.. alive.Where(pod => gap.Until is null || gap.Pods.Contains(pod.Key)).Select(pod => pod.Value).Distinct().Order(StringComparer.Ordinal)]))];
        }
    }

    /// <summary>A wall was found not to be as it should; said again while it lasts, it changes nothing.</summary>
    public void Open(string wall, string what)
    {
        lock (_writing)
        {
            if (_gaps.Exists(gap => gap.Wall == wall && gap.Until is null))
            {
                return;
            }

            var next = _gaps.Add(new(wall, what, time.GetUtcNow(), null, Alive().Keys.ToImmutableHashSet()));
            _gaps = next.Count > Capacity ? next.RemoveAt(0) : next;
        }

        Changed?.Invoke();
    }

    /// <summary>A wall stands as it should.</summary>
    public void Close(string wall)
    {
        lock (_writing)
        {
            var at = _gaps.FindIndex(gap => gap.Wall == wall && gap.Until is null);
            if (at < 0)
            {
                return;
            }

            // Those that came while it lasted count, too; a stretch that nobody was there to use is none.
            var seen = _gaps[at].Pods.Union(Alive().Keys);
            _gaps = seen.IsEmpty ? _gaps.RemoveAt(at) : _gaps.SetItem(at, _gaps[at] with { Until = time.GetUtcNow(), Pods = seen });
        }

        Changed?.Invoke();
    }

    // By UID: the stack.
    private Dictionary<string, string> Alive()
    {
        var alive = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pod in pods.Snapshot().Objects.Values)
        {
            if (pod.Metadata.Namespace == ns && !PodConditions.IsFinished(pod) && StackLabels.IsOurs(pod.Metadata, out var id))
            {
                alive[pod.Metadata.Uid ?? ""] = id.Text;
            }
        }

        return alive;
    }

    private sealed record Gap(string Wall, string What, DateTimeOffset Since, DateTimeOffset? Until, ImmutableHashSet<string> Pods);
}
