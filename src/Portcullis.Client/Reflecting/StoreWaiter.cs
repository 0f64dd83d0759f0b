using Portcullis.Model.Names;
using Portcullis.Model.Wire;

namespace Portcullis.Client.Reflecting;

/// <summary>One who waits for a condition on one object and on how far the store has come.</summary>
/// <param name="key">The object's key.</param>
/// <param name="condition">Gets the object, the store, and the mark.</param>
/// <param name="mark">Drawn when the waiting began.</param>
internal sealed class StoreWaiter<T>(NamespacedName key, Func<T?, StoreSnapshot<T>, long, bool> condition, long mark)
    where T : KubernetesObject
{
    private readonly TaskCompletionSource<bool> _met = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public NamespacedName Key => key;

    /// <summary>True when the condition was met, false when the time ran out; faulted when the condition threw.</summary>
    public Task<bool> Met => _met.Task;

    /// <summary>Checks the condition; its own exceptions go to the one who waits, never to the writer.</summary>
    public void Offer(StoreSnapshot<T> now)
    {
        if (_met.Task.IsCompleted)
        {
            return;
        }
        try
        {
            if (condition(now.Objects.GetValueOrDefault(key), now, mark))
            {
                _met.TrySetResult(true);
            }
        }
        catch (Exception error)
        {
            _met.TrySetException(error);
        }
    }

    public void TimeIsUp() => _met.TrySetResult(false);

    public void Cancel(CancellationToken ct) => _met.TrySetCanceled(ct);
}
