using Portcullis.Client.Retrying;

namespace Portcullis.Client.Reflecting;

/// <summary>The pauses of one reflector: longer and longer with jitter, short again after a quiet period. One owner.</summary>
internal sealed class ReflectorBackoff(TimeProvider time, Func<double> random)
{
    /// <summary>Shorter than client-go's 800 ms: whoever waits for their own write waits through it.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);

    /// <summary>Shorter than client-go's 30 s: a cluster that comes back must be seen as it is within 15 s, and there are few of us.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>As client-go's reflector. Not reset at the first success: a server that accepts and drops would be hammered.</summary>
    public static readonly TimeSpan QuietPeriod = TimeSpan.FromMinutes(2);

    private static readonly Backoff Pauses = new(First, Longest);

    private int _failures;
    private long? _last;

    /// <summary>The pause after another failure.</summary>
    public TimeSpan Next()
    {
        var now = time.GetTimestamp();
        if (_last is { } last && time.GetElapsedTime(last, now) > QuietPeriod)
        {
            _failures = 0;
        }
        _last = now;
        return Pauses.After(++_failures, random());
    }

    /// <summary>A pause of its own length, spread in the same way.</summary>
    /// <param name="whole">The longest that it may be.</param>
    public TimeSpan Next(TimeSpan whole)
    {
        _last = time.GetTimestamp();
        return Backoff.Spread(whole, random());
    }
}
