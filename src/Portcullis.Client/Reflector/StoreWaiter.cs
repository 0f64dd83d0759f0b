namespace Portcullis.Client;

/// <summary>One who waits for a condition on one object and on how far the store has come.</summary>
internal sealed class StoreWaiter<T>(NamespacedName key, Func<T?, StoreSnapshot<T>, bool> condition)
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
            if (condition(now.Objects.GetValueOrDefault(key), now))
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
