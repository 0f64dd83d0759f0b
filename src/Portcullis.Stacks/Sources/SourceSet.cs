namespace Portcullis.Stacks.Sources;

/// <summary>Sources, and how current they are whenever somebody asks: time passes, whether events come or not. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="maxAge">How long silence is borne.</param>
internal sealed class SourceSet(TimeProvider time, TimeSpan maxAge) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<WatchedSource> _sources = [];
    private volatile TaskCompletionSource _pulse = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Raised when a store could not be gone on from, and when it is whole again. On any thread.</summary>
    public event Action? ContinuityChanged;

    /// <summary>How long silence is borne.</summary>
    public TimeSpan MaxAge => maxAge;

    public IReadOnlyList<WatchedSource> Sources
    {
        get
        {
            lock (_lock)
            {
                return [.. _sources];
            }
        }
    }

    public void Add(params IReadOnlyList<WatchedSource> sources)
    {
        lock (_lock)
        {
            _sources.AddRange(sources);
        }

        foreach (var source in sources)
        {
            source.Reflector.ContinuityChanged += OnContinuity;
        }
    }

    /// <summary>How current they are.</summary>
    /// <param name="judged">What was judged last; null where nobody judges.</param>
    public Freshness Read(FreshnessMark? judged = null)
    {
        List<SourceState> states = [];
        foreach (var source in Sources)
        {
            if (SourceState.Of(source, time) is { } state)
            {
                states.Add(judged is null ? state : state with { Judged = judged.Of(source.Reflector) });
            }
        }

        return FreshnessRules.Judge(states, maxAge, time.GetUtcNow());
    }

    /// <summary>What whoever now looks at the stores will have seen.</summary>
    public FreshnessMark Mark() => new(Sources.ToDictionary(source => source.Reflector, source => source.Reflector.Health));

    /// <summary>Waits until something is so; looked at whenever continuity or the judgement changes, and at the end.</summary>
    public async Task<bool> WaitUntilAsync(Func<bool> condition, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            var next = _pulse.Task;
            if (condition())
            {
                return true;
            }

            try
            {
                await next.WaitAsync(linked.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return condition();
            }
        }
    }

    /// <summary>Wakes those who wait.</summary>
    public void Pulse() =>
        Interlocked.Exchange(ref _pulse, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public void Dispose()
    {
        foreach (var source in Sources)
        {
            source.Reflector.ContinuityChanged -= OnContinuity;
        }
    }

    private void OnContinuity()
    {
        ContinuityChanged?.Invoke();
        Pulse();
    }
}
