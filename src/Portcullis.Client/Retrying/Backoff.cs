namespace Portcullis.Client.Retrying;

/// <summary>How long to pause before what failed is tried again: doubled with each failure in a row, up to a limit. Pure.</summary>
/// <remarks>The one place for it: whoever tries again counts its failures, and asks a backoff how long to wait.</remarks>
public sealed record Backoff
{
    // Past this many doublings any first pause is past any limit.
    private const int MostDoublings = 30;

    private readonly TimeSpan _first;

    /// <summary>A backoff.</summary>
    /// <param name="first">The pause after the first failure; above zero.</param>
    /// <param name="longest">What no pause is longer than; at least <paramref name="first"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its range.</exception>
    public Backoff(TimeSpan first, TimeSpan longest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(first, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, first);
        (_first, Longest) = (first, longest);
    }

    /// <summary>What no pause is longer than.</summary>
    public TimeSpan Longest { get; }

    /// <summary>The same pause each time.</summary>
    /// <param name="pause">Its length.</param>
    public static Backoff Steady(TimeSpan pause) => new(pause, pause);

    /// <summary>The pause after a number of failures in a row.</summary>
    /// <param name="failures">How many; counted from 1, and less counts as 1.</param>
    public TimeSpan After(int failures)
    {
        var doublings = Math.Clamp(failures - 1, 0, MostDoublings);
        var ticks = _first.Ticks * Math.Pow(2, doublings);
        return ticks < Longest.Ticks ? TimeSpan.FromTicks((long)ticks) : Longest;
    }

    /// <summary>The same, spread over 50 to 100 %: those that failed together should not come back together.</summary>
    /// <param name="failures">How many; counted from 1.</param>
    /// <param name="random">From 0 to 1.</param>
    public TimeSpan After(int failures, double random) => Spread(After(failures), random);

    /// <summary>A pause spread over 50 to 100 % of its length.</summary>
    /// <param name="whole">The longest that it may be.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan Spread(TimeSpan whole, double random) => whole * (0.5 + (random / 2));

    /// <summary>Pauses after a number of failures in a row.</summary>
    /// <param name="failures">How many; counted from 1.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the pause.</param>
    public Task PauseAsync(int failures, TimeProvider time, CancellationToken cancellationToken) => Task.Delay(After(failures), time, cancellationToken);
}
