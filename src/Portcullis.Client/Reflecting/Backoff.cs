namespace Portcullis.Client.Reflecting;

/// <summary>Longer and longer pauses with jitter, short again after a quiet period. One owner.</summary>
internal sealed class Backoff(TimeProvider time, Func<double> random)
{
    /// <summary>Shorter than client-go's 800 ms: whoever waits for their own write waits through it.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);

    /// <summary>Shorter than client-go's 30 s: a cluster that comes back must be seen as it is within 15 s, and there are few of us.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>As client-go's reflector. Not reset at the first success: a server that accepts and drops would be hammered.</summary>
    public static readonly TimeSpan QuietPeriod = TimeSpan.FromMinutes(2);

    private int _failures;
    private long? _last;

    /// <summary>The pause after another failure: doubled each time, spread over 50 to 100 %.</summary>
    public TimeSpan Next()
    {
        var now = time.GetTimestamp();
        if (_last is { } last && time.GetElapsedTime(last, now) > QuietPeriod)
        {
            _failures = 0;
        }
        _last = now;
        var whole = First * Math.Pow(2, Math.Min(_failures++, 16));
        return Jitter(whole < Longest ? whole : Longest);
    }

    /// <summary>A pause of its own length, spread over 50 to 100 %.</summary>
    /// <param name="whole">The longest that it may be.</param>
    public TimeSpan Next(TimeSpan whole)
    {
        _last = time.GetTimestamp();
        return Jitter(whole);
    }

    private TimeSpan Jitter(TimeSpan whole) => whole * (0.5 + (random() / 2));
}
