using System.Collections.Immutable;
using Portcullis.Model.Names;
using Portcullis.Model.Wire;

namespace Portcullis.Client.Reflecting;

/// <summary>Those who wait for something to become true of an object, by its key.</summary>
/// <remarks>
/// INVARIANT: a waiter is registered before it looks at the store, and the writer changes the store before it looks
/// for waiters; so between them no change is missed. Conditions run outside the lock.
/// </remarks>
internal sealed class StoreWaiters<T>
    where T : KubernetesObject
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NamespacedName, ImmutableArray<StoreWaiter<T>>> _byKey = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byKey.Values.Sum(waiters => waiters.Length);
            }
        }
    }

    public void Add(StoreWaiter<T> waiter)
    {
        lock (_gate)
        {
            _byKey[waiter.Key] = _byKey.TryGetValue(waiter.Key, out var waiters) ? waiters.Add(waiter) : [waiter];
        }
    }

    public void Remove(StoreWaiter<T> waiter)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(waiter.Key, out var waiters))
            {
                return;
            }
            var rest = waiters.Remove(waiter);
            if (rest.IsEmpty)
            {
                _byKey.Remove(waiter.Key);
            }
            else
            {
                _byKey[waiter.Key] = rest;
            }
        }
    }

    /// <summary>After a change of one object.</summary>
    public void Changed(NamespacedName key, StoreSnapshot<T> now)
    {
        ImmutableArray<StoreWaiter<T>> waiters;
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out waiters))
            {
                return;
            }
        }
        Offer(waiters, now);
    }

    /// <summary>After a change that may concern anyone.</summary>
    public void ChangedAll(StoreSnapshot<T> now)
    {
        ImmutableArray<StoreWaiter<T>> waiters;
        lock (_gate)
        {
            waiters = [.. _byKey.Values.SelectMany(each => each)];
        }
        Offer(waiters, now);
    }

    private static void Offer(ImmutableArray<StoreWaiter<T>> waiters, StoreSnapshot<T> now)
    {
        foreach (var waiter in waiters)
        {
            waiter.Offer(now);
        }
    }
}
