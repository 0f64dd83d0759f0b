namespace Portcullis.Stacks.Batch;

/// <summary>The states of a batch delete.</summary>
public static class BatchDeleteStates
{
    /// <summary>Accepted, not begun.</summary>
    public const string Queued = "queued";

    /// <summary>Begun.</summary>
    public const string Running = "running";

    /// <summary>Done; some deletes may have failed.</summary>
    public const string Completed = "completed";

    /// <summary>Done; every delete failed.</summary>
    public const string Failed = "failed";
}

/// <summary>A batch delete as it stands; kept whole in a ConfigMap, so that it survives a restart.</summary>
public sealed record BatchDeleteJob
{
    /// <summary>The most errors that are kept.</summary>
    public const int MostErrors = 100;

    /// <summary>The most characters of one error that are kept.</summary>
    public const int LongestError = 512;

    /// <summary><c>job-</c> and 16 hex digits.</summary>
    public required string JobId { get; init; }

    /// <summary>One of <see cref="BatchDeleteStates"/>.</summary>
    public required string Status { get; init; }

    /// <summary>How many stacks it is about.</summary>
    public required int Total { get; init; }

    /// <summary>How many it has deleted.</summary>
    public int Deleted { get; init; }

    /// <summary>How many there were none of.</summary>
    public int NotFound { get; init; }

    /// <summary>How many it could not delete.</summary>
    public int Failed { get; init; }

    /// <summary>Why, for the first of those; null when none failed.</summary>
    public IReadOnlyList<BatchDeleteError>? Errors { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last moved.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The stacks that are still to be deleted.</summary>
    public required IReadOnlyList<string> Remaining { get; init; }

    /// <summary>True when nothing more will happen.</summary>
    public bool IsOver => Status is BatchDeleteStates.Completed or BatchDeleteStates.Failed;

    /// <summary>Compared by identity: the lists inside would make member-wise equality a trap.</summary>
    /// <param name="other">The job to compare with.</param>
    public bool Equals(BatchDeleteJob? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    internal BatchDeleteJob Begin(DateTimeOffset now) => this with { Status = BatchDeleteStates.Running, UpdatedAt = now };

    internal BatchDeleteJob With(IReadOnlyCollection<BatchDeleteResult> results, DateTimeOffset now)
    {
        var failures = results.Where(result => result.Error is not null).ToList();
        var done = results.Select(result => result.StackId).ToHashSet(StringComparer.Ordinal);
        var job = this with
        {
            Deleted = Deleted + results.Count(result => result is { Found: true, Error: null }),
            NotFound = NotFound + results.Count(result => result is { Found: false, Error: null }),
            Failed = Failed + failures.Count,
            Errors = failures.Count == 0 ? Errors : [.. (Errors ?? []).Concat(failures.Select(Describe)).Take(MostErrors)],
            Remaining = [.. Remaining.Where(id => !done.Contains(id))],
            UpdatedAt = now,
        };
        return job.Remaining.Count > 0 ? job : job with { Status = job.Failed == job.Total ? BatchDeleteStates.Failed : BatchDeleteStates.Completed };
    }

    private static BatchDeleteError Describe(BatchDeleteResult result) =>
        new(result.StackId, result.Error!.Length <= LongestError ? result.Error : result.Error[..LongestError]);
}

/// <summary>Why one stack could not be deleted.</summary>
/// <param name="StackId">The stack.</param>
/// <param name="Error">One sentence.</param>
public sealed record BatchDeleteError(string StackId, string Error);

/// <summary>What became of one stack of a batch.</summary>
internal readonly record struct BatchDeleteResult(string StackId, bool Found, string? Error);
