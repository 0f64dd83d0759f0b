using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Creating;

/// <summary>Keeps each owner within the number of stacks that one may have; exact on this replica.</summary>
internal sealed class OwnerLimits(StackIndex index, StackSettings settings, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<StackId, string> _underWay = [];

    /// <summary>Counts a stack that is about to be made, until the answer is disposed (by then the stores know it).</summary>
    /// <exception cref="StackException">The owner has as many as one may have.</exception>
    public IDisposable Reserve(StackId id, string? owner)
    {
        if (owner is null || settings.MaxPerOwner == 0)
        {
            return Reservation.None;
        }

        lock (_lock)
        {
            // By id, so that a stack that is under way and already in the stores counts once.
            var stacks = _underWay.Where(pair => pair.Value == owner).Select(pair => pair.Key).ToHashSet();
            stacks.UnionWith(index.Entries.Where(entry => entry.Record?.Terms.Owner == owner && IsAlive(entry)).Select(entry => entry.Id));
            stacks.Remove(id);
            if (stacks.Count >= settings.MaxPerOwner)
            {
                throw new StackException(new(
                    ProblemKind.Unavailable,
                    StackReasons.OwnerLimitReached,
                    $"the owner already has {stacks.Count} stacks, which is the most that one may have",
                    [new("owner", "has no stack left to start", Allowed: $"at most {settings.MaxPerOwner} stacks", Hint: "stop another stack of the same owner first")]));
            }

            _underWay[id] = owner;
            return new Reservation(this, id);
        }
    }

    // Callers have dropped the row of a stack that is over: it must not keep its owner from another.
    private bool IsAlive(StackEntry entry) =>
        entry.Record!.ExpiresAt > time.GetUtcNow() && (entry.CurrentPod is not { } pod || !PodConditions.IsFinished(pod));

    private sealed class Reservation(OwnerLimits? limits, StackId id) : IDisposable
    {
        public static readonly Reservation None = new(null, default);

        public void Dispose()
        {
            if (limits is not null)
            {
                lock (limits._lock)
                {
                    limits._underWay.Remove(id);
                }
            }
        }
    }
}
