namespace Portcullis.Stacks.Sources;

/// <summary>How one source stands at one moment.</summary>
internal sealed record SourceState
{
    public required string Name { get; init; }

    /// <summary>How long ago the cluster last said how it is.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>Whether nothing can have been missed since, as far as the connection tells.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>Whether the server does not know the resource at all.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>How many times the store could not be gone on from.</summary>
    public long Breaks { get; init; }

    /// <summary>How many of these breaks were healed when it was last judged; null where nobody judges it.</summary>
    public long? Judged { get; init; }

    /// <summary>As of now; null before the first list: what is missing then is said elsewhere.</summary>
    public static SourceState? Of(WatchedSource source, TimeProvider time)
    {
        var health = source.Reflector.Health;
        return health.HeardAt is not { } heard ? null : new()
        {
            Name = source.Name,
            Age = time.GetElapsedTime(heard),
            IsVerified = health.IsVerified(time),
            IsAbsent = health.IsAbsent,
            Breaks = health.Breaks,
        };
    }
}
