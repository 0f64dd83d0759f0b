using System.Collections.Immutable;

namespace Portcullis.Client.Reflecting;

/// <summary>How a <see cref="Reflector{T}"/> is doing.</summary>
/// <param name="Connected">Whether a watch is open.</param>
/// <param name="LastEventAt">When the last page, event or bookmark arrived; null before the first.</param>
/// <param name="LastError">The last failure; null when there was none. Kept after recovery, see <paramref name="Connected"/>.</param>
/// <param name="LastErrorAt">When that was.</param>
/// <param name="Lists">How many times a whole list was taken over.</param>
public sealed record ReflectorHealth(bool Connected, DateTimeOffset? LastEventAt, Exception? LastError, DateTimeOffset? LastErrorAt, long Lists)
{
    /// <summary>How long a watch may take to open after the last ended in order, before somebody else may have taken the server's place.</summary>
    internal static readonly TimeSpan ReopenGrace = TimeSpan.FromSeconds(2);

    /// <summary>The same after a list: longer, since it would only be followed by another one, and a server that is slow would get ever more of them.</summary>
    internal static readonly TimeSpan FirstOpenGrace = TimeSpan.FromSeconds(10);

    /// <summary>Nothing has happened yet.</summary>
    public static ReflectorHealth None { get; } = new(false, null, null, null, 0);

    /// <summary>When the cluster last said how it is: a list, an event or a bookmark, as the clock's timestamp; null before the first.</summary>
    public long? HeardAt { get; init; }

    /// <summary>Whether the store follows from a list without a gap: no connection has broken since, and nothing failed.</summary>
    public bool IsUnbroken { get; init; }

    /// <summary>Since when a watch is being opened, after a list or after one that ended in order; null while one is open.</summary>
    public long? OpeningSince { get; init; }

    /// <summary>How long that may take.</summary>
    public TimeSpan OpeningGrace { get; init; }

    /// <summary>Whether the server last said that it does not know the resource.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>How many times the store could not be gone on from; whatever was derived from it before is void.</summary>
    public long Breaks { get; init; }

    /// <summary>How many times a whole list was taken over, by why.</summary>
    public ImmutableSortedDictionary<RelistReason, long> ListsByReason { get; init; } = ImmutableSortedDictionary<RelistReason, long>.Empty;

    /// <summary>Whether the store was true to the cluster when it was last heard of, and has missed nothing since, as far as the connection tells.</summary>
    /// <param name="time">The clock.</param>
    public bool IsVerified(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return IsUnbroken && (OpeningSince is not { } since || time.GetElapsedTime(since) <= OpeningGrace);
    }
}
