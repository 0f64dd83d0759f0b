using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Portcullis.Client.Requests;
using Portcullis.Stacks.Changing;
using Portcullis.Stacks.Cleanup;
using Portcullis.Stacks.Creating;
using Portcullis.Stacks.Problems;
using Portcullis.Stacks.Records;

namespace Portcullis.Stacks.Batch;

/// <summary>Deletes many stacks behind the caller's back, and can always say how far it is.</summary>
public sealed partial class BatchDeletes
{
    /// <summary>The most stacks that one job takes.</summary>
    public const int MostStacks = 1000;

    private const int Parallelism = 16;
    private const int JobsAtOnce = 4;

    // How many deletes lie between two writes of the progress: what a crash would have to look up again.
    private const int Chunk = 50;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private static readonly SearchValues<char> HexDigit = SearchValues.Create("0123456789abcdef");

    private readonly Channel<StoredJob> _pending = Channel.CreateUnbounded<StoredJob>();
    private readonly ConcurrentDictionary<string, StoredJob> _known = new(StringComparer.Ordinal);
    private readonly KeyedDelayQueue<string> _expiry;
    private readonly BatchDeleteStore _store;
    private readonly StackRemover _remover;
    private readonly TimeProvider _time;
    private readonly ILogger<BatchDeletes> _logger;

    internal BatchDeletes(BatchDeleteStore store, StackRemover remover, TimeProvider time, ILogger<BatchDeletes> logger)
    {
        _store = store;
        _remover = remover;
        _time = time;
        _logger = logger;
        _expiry = new(time);
    }

    /// <summary>Accepts a job.</summary>
    /// <param name="stackIds">The stacks, each once; at most <see cref="MostStacks"/>.</param>
    /// <exception cref="StackException">The cluster does not take the job's record; then it is not done.</exception>
    public async Task<BatchDeleteJob> SubmitAsync(IReadOnlyList<string> stackIds)
    {
        var now = _time.GetUtcNow();
        var job = new BatchDeleteJob
        {
            JobId = "job-" + RandomNumberGenerator.GetHexString(16, lowercase: true),
            Status = BatchDeleteStates.Queued,
            Total = stackIds.Count,
            CreatedAt = now,
            UpdatedAt = now,
            Remaining = stackIds,
        };
        try
        {
            // Not cut short by a caller who hangs up: a record that stands by chance would be worked off by chance.
            Enqueue(await AnswerBudget.SpendAsync(_time, budget => CreateAsync(job, budget.Token), CancellationToken.None));
            return job;
        }
        catch (StackException)
        {
            // The caller is told that nothing will be deleted: a record whose reply was lost must not prove that wrong.
            _expiry.Schedule(job.JobId, now);
            throw;
        }
    }

    private async Task<StoredJob> CreateAsync(BatchDeleteJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.CreateAsync(job, cancellationToken);
        }
        catch (Exception error) when (error is KubernetesTransportException { MayHaveBeenProcessed: true } or KubernetesApiException { MayHaveBeenProcessed: true })
        {
            return await _store.FindAsync(job.JobId, cancellationToken) ?? await _store.CreateAsync(job, cancellationToken);
        }
    }

    /// <summary>How far a job is.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StackException">No such job, or the cluster does not answer.</exception>
    public async Task<BatchDeleteJob> GetAsync(string jobId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(jobId, out var known))
        {
            return known.Job;
        }

        var stored = LooksLikeJob(jobId)
            ? await AnswerBudget.SpendAsync(_time, budget => _store.FindAsync(jobId, budget.Token), cancellationToken)
            : null;
        return stored?.Job ?? throw new StackException(new(ProblemKind.NotFound, StackReasons.NotFound, "there is no such job"));
    }

    /// <summary>Takes up what an earlier process left, and works until cancelled.</summary>
    /// <param name="cancellationToken">Ends it; what is left is taken up by the next process.</param>
    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        [ResumeAsync(cancellationToken), _expiry.RunAsync(ForgetAsync, 1, cancellationToken), .. Enumerable.Range(0, JobsAtOnce).Select(_ => WorkAsync(cancellationToken))]);

    private static bool LooksLikeJob(string jobId) =>
        jobId.Length == 20 && jobId.StartsWith("job-", StringComparison.Ordinal) && !jobId.AsSpan(4).ContainsAnyExcept(HexDigit);

    private void Enqueue(StoredJob stored)
    {
        _known[stored.Job.JobId] = stored;
        _expiry.Schedule(stored.Job.JobId, stored.Job.UpdatedAt + Kept);
        if (!stored.Job.IsOver)
        {
            _pending.Writer.TryWrite(stored);
        }
    }

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await PersistAsync(
            async () =>
            {
                foreach (var stored in await _store.ListAsync(cancellationToken))
                {
                    if (!stored.Job.IsOver && stored.Job.CreatedAt + Kept < _time.GetUtcNow())
                    {
                        // Its stacks may be others' by now: owners get the same id again.
                        _expiry.Schedule(stored.Job.JobId, _time.GetUtcNow());
                    }
                    else if (!_known.ContainsKey(stored.Job.JobId))
                    {
                        Enqueue(stored);
                    }
                }

                return true;
            },
            cancellationToken);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var stored in _pending.Reader.ReadAllAsync(cancellationToken))
            {
                await RunGuardedAsync(stored, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    // One job that cannot be worked off must not take the worker along.
    private async Task RunGuardedAsync(StoredJob stored, CancellationToken cancellationToken)
    {
        try
        {
            await RunJobAsync(stored, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Log.JobFailed(_logger, stored.Job.JobId, error);
            _known.TryRemove(stored.Job.JobId, out _);
        }
    }

    private async Task RunJobAsync(StoredJob stored, CancellationToken cancellationToken)
    {
        // Claiming the job by its version: of two replicas that take it up, one goes on.
        var current = await SaveAsync(stored, stored.Job.Begin(_time.GetUtcNow()), cancellationToken);
        while (current is { Job.IsOver: false })
        {
            var results = new ConcurrentBag<BatchDeleteResult>();
            await Parallel.ForEachAsync(
                current.Job.Remaining.Take(Chunk),
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
                async (id, token) => results.Add(await DeleteAsync(id, token)));
            current = await SaveAsync(current, current.Job.With(results, _time.GetUtcNow()), cancellationToken);
        }

        if (current is { Job: var job })
        {
            Log.Done(_logger, job.JobId, job.Deleted, job.NotFound, job.Failed);
        }
    }

    private async Task<BatchDeleteResult> DeleteAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            return new(text, StackId.TryParse(text, out var id) && await _remover.DeleteAsync(id, cancellationToken), null);
        }
        catch (StackException error)
        {
            return new(text, true, error.Problem.Message);
        }
        catch (Exception error) when (ApiFailures.TryMap(error, out var problem))
        {
            return new(text, true, problem.Message);
        }
    }

    // Null when another replica has taken the job over, or somebody deleted its record.
    private async Task<StoredJob?> SaveAsync(StoredJob from, BatchDeleteJob to, CancellationToken cancellationToken)
    {
        var saved = await PersistAsync<StoredJob?>(
            async () =>
            {
                try
                {
                    return await _store.ReplaceAsync(to, from.ResourceVersion, cancellationToken);
                }
                catch (KubernetesApiException error) when (error.StatusCode is 404 or 409)
                {
                    // Perhaps it is our own write whose reply was lost.
                    var standing = await _store.FindAsync(to.JobId, cancellationToken);
                    return standing?.Job.UpdatedAt == to.UpdatedAt ? standing : null;
                }
            },
            cancellationToken);
        if (saved is null)
        {
            _known.TryRemove(to.JobId, out _);
        }
        else
        {
            _known[to.JobId] = saved;
        }

        return saved;
    }

    private async Task ForgetAsync(string jobId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(jobId, out var stored) && stored.Job.UpdatedAt + Kept is var due && (due > _time.GetUtcNow() || !stored.Job.IsOver))
        {
            _expiry.Schedule(jobId, stored.Job.IsOver ? due : _time.GetUtcNow() + Kept);
            return;
        }

        if (stored is null && await PersistAsync(() => _store.FindAsync(jobId, cancellationToken), cancellationToken) is { Job: { Status: not BatchDeleteStates.Queued } job } && job.UpdatedAt + Kept > _time.GetUtcNow())
        {
            // Another replica has taken it over, and forgets it in its own time.
            return;
        }

        await PersistAsync(
            async () =>
            {
                await _store.DeleteAsync(jobId, cancellationToken);
                return true;
            },
            cancellationToken);
        _known.TryRemove(jobId, out _);
    }

    // Until it works; null when it cannot, because the cluster forbids it.
    private async Task<T?> PersistAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await action();
            }
            catch (Exception error) when (ApiFailures.TryMap(error, out var problem))
            {
                Log.StoreFailed(_logger, problem.Reason, error);
                if (ApiFailures.IsPermanent(error))
                {
                    return default;
                }

                await Pauses.OfJobs.PauseAsync(failures, _time, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3101, LogLevel.Information, "batch delete {JobId} is done: {Deleted} deleted, {NotFound} not found, {Failed} failed")]
        public static partial void Done(ILogger logger, string jobId, int deleted, int notFound, int failed);

        [LoggerMessage(3103, LogLevel.Error, "batch delete {JobId} was given up")]
        public static partial void JobFailed(ILogger logger, string jobId, Exception error);

        [LoggerMessage(3102, LogLevel.Warning, "the record of a batch delete could not be read or written ({Reason})")]
        public static partial void StoreFailed(ILogger logger, string reason, Exception error);
    }
}
