namespace Portcullis.Client.Requests;

/// <summary>The client's own limit on requests: <c>qps</c> a second, <c>burst</c> at once. Thread-safe.</summary>
internal sealed class TokenBucket(double qps, int burst, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly double _capacity = Math.Max(1, burst);
    private double _tokens = Math.Max(1, burst);
    private long _filledAt = time.GetTimestamp();

    /// <summary>Waits for a token; at once when there is no limit.</summary>
    public ValueTask AcquireAsync(CancellationToken ct)
    {
        if (qps <= 0)
        {
            return ValueTask.CompletedTask;
        }
        var wait = Reserve();
        return wait <= TimeSpan.Zero ? ValueTask.CompletedTask : new(Task.Delay(wait, time, ct));
    }

    /// <summary>Takes a token on credit and says how long to wait until it is there, so that waiters are served in order.</summary>
    internal TimeSpan Reserve()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var earned = time.GetElapsedTime(_filledAt, now).TotalSeconds * qps;
            _filledAt = now;
            _tokens = Math.Min(_capacity, _tokens + earned) - 1;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / qps);
        }
    }
}
