using Portcullis.Model.Names;

namespace Portcullis.Client.Reflecting;

/// <content>Waiting for one's own writes to show: in the store, and in whatever its subscribers derive from it.</content>
public sealed partial class Store<T>
{
    /// <summary>Waits until something is true of an object. Sees every change of it, also ones that are undone at once.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="condition">Gets the object, or null while there is none. Runs on the reflector's thread: quick, and without side effects.</param>
    /// <param name="deadline">How long to wait at most.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>False when the deadline passed first.</returns>
    public Task<bool> WaitUntilAsync(NamespacedName key, Func<T?, bool> condition, TimeSpan deadline, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return WaitAsync(key, (current, _, _) => condition(current), deadline, ct);
    }

    /// <summary>Waits until the store shows a create or an update: this UID at this version or later, or a world later than that.</summary>
    /// <remarks>
    /// Events of one resource come in the order of their versions. So a store that stands at or past the version has
    /// taken the write in, even when the object is gone again. Versions are compared within one history only: while the
    /// server may have gone back, they say nothing; and a list that was asked for after the write settles it, whatever
    /// the version.
    /// </remarks>
    /// <param name="key">The object's key.</param>
    /// <param name="uid">The UID that the write answered with.</param>
    /// <param name="resourceVersion">The version that the write answered with.</param>
    /// <param name="deadline">How long to wait at most.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>False when the deadline passed first.</returns>
    public Task<bool> WaitForUidAsync(NamespacedName key, string uid, string resourceVersion, TimeSpan deadline, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(uid);
        ArgumentException.ThrowIfNullOrEmpty(resourceVersion);
        return WaitAsync(
            key,
            (current, world, registered) => !world.IsDoubtful
                && ((current?.Metadata.Uid == uid && ResourceVersions.IsAtLeast(current.Metadata.ResourceVersion, resourceVersion))
                    || (world.HasSynced && (registered < world.ListMark || ResourceVersions.IsAtLeast(world.ResourceVersion, resourceVersion)))),
            deadline,
            ct);
    }

    /// <summary>Waits until the store shows a deletion: no object of this key, or another one.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="uid">The UID of what was deleted.</param>
    /// <param name="deadline">How long to wait at most.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>False when the deadline passed first.</returns>
    public Task<bool> WaitForGoneAsync(NamespacedName key, string uid, TimeSpan deadline, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(uid);
        return WaitAsync(key, (current, world, _) => world.HasSynced && current?.Metadata.Uid != uid, deadline, ct);
    }

    private async Task<bool> WaitAsync(NamespacedName key, Func<T?, StoreSnapshot<T>, long, bool> condition, TimeSpan deadline, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var waiter = new StoreWaiter<T>(key, condition, DrawMark());
        _waiters.Add(waiter);
        try
        {
            waiter.Offer(_settled);
            if (waiter.Met.IsCompleted)
            {
                return await waiter.Met;
            }
            using var cancelled = ct.UnsafeRegister(static (state, token) => ((StoreWaiter<T>)state!).Cancel(token), waiter);
            using var timer = _time.CreateTimer(static state => ((StoreWaiter<T>)state!).TimeIsUp(), waiter, deadline, Timeout.InfiniteTimeSpan);
            return await waiter.Met;
        }
        finally
        {
            _waiters.Remove(waiter);
        }
    }
}
