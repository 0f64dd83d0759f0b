using Portcullis.Client.Retrying;

namespace Portcullis.Stacks;

/// <summary>How long everybody here waits before trying again.</summary>
internal static class Pauses
{
    /// <summary>Within an answer that a caller waits for: short, since all tries together have four seconds.</summary>
    public static Backoff WithinAnswer { get; } = Backoff.Steady(TimeSpan.FromMilliseconds(50));

    /// <summary>Of what keeps stacks as they should be, and takes them away in time: a key each, so that many may fail at once.</summary>
    public static Backoff OfKeepers { get; } = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30));

    /// <summary>Of walls and guard, on which creating waits: soon again once the cluster answers.</summary>
    public static Backoff OfIsolation { get; } = new(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5));

    /// <summary>Of the records of batch deletes, which nobody waits for.</summary>
    public static Backoff OfJobs { get; } = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1));
}
