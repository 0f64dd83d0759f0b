namespace Portcullis.Embedded.Storage;

/// <summary>Wakes every waiter when something changed. A burst of changes wakes each waiter once.</summary>
internal sealed class ChangeSignal
{
    private volatile TaskCompletionSource? _waiters;

    /// <summary>Completes at the next <see cref="Set"/>. Take it before looking at the state that is waited for.</summary>
    public Task Next()
    {
        while (true)
        {
            var waiters = _waiters;
            if (waiters is not null)
            {
                return waiters.Task;
            }

            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _waiters, fresh, null) is null)
            {
                return fresh.Task;
            }
        }
    }

    /// <summary>Wakes whoever waits.</summary>
    public void Set() => Interlocked.Exchange(ref _waiters, null)?.TrySetResult();
}
