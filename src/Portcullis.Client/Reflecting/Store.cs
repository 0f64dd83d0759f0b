using System.Collections.Immutable;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;

namespace Portcullis.Client.Reflecting;

/// <summary>The in-memory copy that a reflector keeps of a resource: the reading side. Thread-safe.</summary>
/// <remarks>Readers get whole snapshots that are swapped in one step. Objects are shared: nobody mutates them.</remarks>
/// <typeparam name="T">The wire type.</typeparam>
public sealed partial class Store<T>
    where T : KubernetesObject
{
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StoreWaiters<T> _waiters = new();
    private ImmutableArray<Subscription> _subscriptions = [];
    private long _marks;
    private volatile StoreSnapshot<T> _snapshot = StoreSnapshot<T>.Empty;

    // The snapshot that every subscriber has been told of: what a subscriber derives from the store is as new as this.
    private volatile StoreSnapshot<T> _settled = StoreSnapshot<T>.Empty;

    internal Store(TimeProvider time) => _time = time;

    /// <summary>How many objects there are.</summary>
    public int Count => _snapshot.Objects.Count;

    /// <summary>Whether a whole list was taken over at least once.</summary>
    public bool HasSynced => _snapshot.HasSynced;

    internal StoreWaiters<T> Waiters => _waiters;

    /// <summary>All objects as of now; costs nothing.</summary>
    public StoreSnapshot<T> Snapshot() => _snapshot;

    /// <summary>The object of a key; null when there is none.</summary>
    /// <param name="key">The key.</param>
    public T? TryGet(NamespacedName key) => _snapshot.Objects.GetValueOrDefault(key);

    /// <summary>Waits until the first whole list is there.</summary>
    /// <param name="ct">Gives up.</param>
    public Task WaitForSyncAsync(CancellationToken ct) => _synced.Task.WaitAsync(ct);

    /// <summary>Reports every change from now on, in order, after the store shows it, on the reflector's own thread.</summary>
    /// <remarks>
    /// Handlers must be quick and hand long work on; one that throws is reported by the reflector and called again for
    /// the next change. To miss nothing: subscribe first, then take a snapshot (changes in between come twice).
    /// </remarks>
    /// <param name="handler">Called for every change; never called twice at the same time.</param>
    /// <returns>Ends the subscription when disposed; a call that is under way may still finish.</returns>
    public IDisposable Subscribe(Action<StoreChange<T>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var subscription = new Subscription(this, handler);
        ImmutableInterlocked.Update(ref _subscriptions, (all, one) => all.Add(one), subscription);
        return subscription;
    }

    /// <summary>A number later than every one drawn before: tells what came before a list was asked for from what came after.</summary>
    internal long DrawMark() => Interlocked.Increment(ref _marks);

    /// <summary>The writer's way in: swaps the snapshot.</summary>
    internal void Publish(StoreSnapshot<T> next) => _snapshot = next;

    /// <summary>The writer's way in: wakes those who wait, after the subscribers were told.</summary>
    /// <param name="next">The snapshot.</param>
    /// <param name="changed">The one object that changed; null for all.</param>
    internal void Settle(StoreSnapshot<T> next, NamespacedName? changed)
    {
        _settled = next;
        if (next.HasSynced)
        {
            _synced.TrySetResult();
        }
        if (changed is { } key)
        {
            _waiters.Changed(key, next);
        }
        else
        {
            _waiters.ChangedAll(next);
        }
    }

    /// <summary>The writer's way in: tells the subscribers. Called by one thread at a time, outside any lock.</summary>
    internal void Notify(StoreChange<T> change, Action<Exception> report)
    {
        foreach (var subscription in _subscriptions)
        {
            try
            {
                subscription.Handler(change);
            }
            catch (Exception error)
            {
                report(error);
            }
        }
    }

    private sealed class Subscription(Store<T> store, Action<StoreChange<T>> handler) : IDisposable
    {
        public Action<StoreChange<T>> Handler => handler;

        public void Dispose() => ImmutableInterlocked.Update(ref store._subscriptions, (all, one) => all.Remove(one), this);
    }
}
