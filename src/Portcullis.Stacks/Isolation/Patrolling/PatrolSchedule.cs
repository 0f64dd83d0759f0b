namespace Portcullis.Stacks.Isolation.Patrolling;

/// <summary>When a node is patrolled next. Pure.</summary>
/// <param name="Interval">How often, while nothing happens.</param>
internal readonly record struct PatrolSchedule(TimeSpan Interval)
{
    /// <summary>From the start of the program to the first patrol.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    /// <summary>From a change to the patrol that it causes: the network needs a while to take it over, and changes come together.</summary>
    public static readonly TimeSpan AfterChange = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan OftenAtMost = TimeSpan.FromMinutes(1);

    /// <summary>How long what was felt counts: two patrols may fail in between.</summary>
    public TimeSpan GoodFor => (3 * Interval) + OftenAtMost;

    /// <summary>How soon after one patrol another may follow that there is a reason for.</summary>
    public TimeSpan Shortest => Interval < OftenAtMost ? Interval : OftenAtMost;

    /// <summary>When, since the start of the program.</summary>
    /// <param name="last">When the last patrol ended; null before the first.</param>
    /// <param name="isUrgent">Whether something was found open, or nothing was told.</param>
    /// <param name="change">The first change since that one began; null for none.</param>
    public TimeSpan Next(TimeSpan? last, bool isUrgent, TimeSpan? change)
    {
        if (last is not { } ended)
        {
            return First;
        }

        var next = ended + (isUrgent ? Shortest : Interval);
        var soon = change is { } at ? Max(at + AfterChange, ended + Shortest) : next;
        return soon < next ? soon : next;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
