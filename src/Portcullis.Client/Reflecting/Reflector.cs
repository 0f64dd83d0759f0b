using Microsoft.Extensions.Logging;
using Portcullis.Client.Requests;
using Portcullis.Client.Watching;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Client.Reflecting;

/// <summary>Keeps a <see cref="Store{T}"/> equal to what the cluster has, by a list and then watches.</summary>
/// <remarks>
/// The rules are in <see cref="ReflectorMachine"/>; here is only what touches the world. The owner calls
/// <see cref="RunAsync"/> once and awaits it; nothing runs before.
/// </remarks>
/// <typeparam name="T">The wire type.</typeparam>
public sealed class Reflector<T> : IReflector
    where T : KubernetesObject
{
    /// <summary>Clocks of two machines, and a timer's grain: a watch that ends so little before its time ended at its time.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(1);

    /// <summary>Silence is rare and never in order: it may be seen by those who look once a second.</summary>
    private static readonly TimeSpan AfterSilence = TimeSpan.FromSeconds(2);

    /// <summary>A cluster that is away is complained of now and then, and not at every attempt.</summary>
    private static readonly TimeSpan BetweenComplaints = TimeSpan.FromSeconds(30);

    private readonly KubernetesClient _client;
    private readonly ResourceType<T> _type;
    private readonly ReflectorOptions<T> _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StoreWriter<T> _writer;
    private readonly ReflectorBackoff _backoff;
    private readonly Lock _healthLock = new();
    private volatile ReflectorHealth _health = ReflectorHealth.None;
    private volatile CancellationTokenSource? _round;
    private WatchStream<T>? _watch;
    private long _watchAskedAt;
    private TimeSpan _watchTimeout;
    private long _listMark;
    private long _listedAt;
    private RelistReason _reason = RelistReason.First;
    private bool _wasTold;
    private bool _sendsNoBookmarks;
    private long? _complainedAt;
    private string? _complaint;
    private int _started;

    /// <summary>Makes a reflector with an empty store.</summary>
    /// <param name="client">Reaches the cluster; must outlive the reflector.</param>
    /// <param name="type">The resource.</param>
    /// <param name="options">Which objects.</param>
    /// <param name="time">The clock for pauses and time limits.</param>
    /// <param name="logger">Gets failures as warnings, the routine as debug messages; never objects.</param>
    public Reflector(KubernetesClient client, ResourceType<T> type, ReflectorOptions<T> options, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        _client = client;
        _type = type;
        _options = options;
        _time = time;
        _logger = logger;
        _backoff = new(time, options.Random);
        Store = new(time);
        _writer = new(Store, error => ReflectorLog.SubscriberFailed(_logger, error, _type.QualifiedName));
    }

    /// <inheritdoc/>
    public event Action? ContinuityChanged;

    /// <summary>The copy.</summary>
    public Store<T> Store { get; }

    /// <inheritdoc/>
    public ReflectorHealth Health => _health;

    /// <inheritdoc/>
    public string Resource => _type.QualifiedName;

    /// <inheritdoc/>
    public bool HasSynced => Store.HasSynced;

    /// <summary>Lists and watches until cancelled; failures are logged, shown in <see cref="Health"/> and tried again.</summary>
    /// <param name="ct">Ends the loop.</param>
    /// <returns>A task that completes, without an exception, once cancelled.</returns>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException($"the reflector of {_type.QualifiedName} was started before");
        }
        _client.Continuity.Broke += OnBroke;
        _client.Continuity.WentBack += OnWentBack;
        try
        {
            ReflectorState<T> state = new ReflectorState<T>.Empty(WholeList: false);
            while (true)
            {
                using var round = CancellationTokenSource.CreateLinkedTokenSource(ct);
                _round = round;
                state = await RunRoundAsync(state, round.Token, ct);
                _round = null;
            }
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // A cancelled read may surface as a broken connection as well.
        }
        finally
        {
            _round = null;
            _client.Continuity.Broke -= OnBroke;
            _client.Continuity.WentBack -= OnWentBack;
            await CloseWatchAsync();
        }
    }

    /// <summary>Goes on until somebody else says that what is known is void; then it is read anew.</summary>
    private async Task<ReflectorState<T>> RunRoundAsync(ReflectorState<T> state, CancellationToken round, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                state = await AdvanceAsync(state, round);
            }
        }
        catch (Exception) when (round.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            await CloseWatchAsync();
            _wasTold = true;
            Break(_health.IsAbsent ? RelistReason.Broken : RelistReason.Behind);
            return new ReflectorState<T>.Empty(WholeList: false);
        }
    }

    /// <summary>One action and all that follows from it, up to the next state.</summary>
    private async Task<ReflectorState<T>> AdvanceAsync(ReflectorState<T> state, CancellationToken ct)
    {
        Exception? failure = null;
        ReflectorInput<T> input;
        try
        {
            ct.ThrowIfCancellationRequested();
            input = await ActAsync(state, ct);
            failure = input is ReflectorInput<T>.EventRead { Event: WatchEvent<T>.Failed failed } ? ErrorOf(failed.Status) : null;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            failure = error;
            input = state is ReflectorState<T>.Watching && error is KubernetesTransportException { Fault: TransportFault.Timeout }
                ? SilenceIsQuiet() ? new ReflectorInput<T>.Quiet() : new ReflectorInput<T>.Failed(new(ReflectorFailureKind.Silent))
                : new ReflectorInput<T>.Failed(ReflectorFailure.Of(error));
        }
        var step = ReflectorMachine.Step(state, input, _options.AbsentMeansEmpty);
        if (step.Next is not ReflectorState<T>.Watching)
        {
            await CloseWatchAsync();
        }
        Follow(step, input);
        Perform(step.Effect);
        var delay = DelayOf(step.Pause);
        if (failure is not null && step.Pause is not ReflectorPause.Absent && input is not ReflectorInput<T>.Quiet)
        {
            Report(failure, delay);
        }
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, _time, ct);
        }
        return step.Next;
    }

    private async Task<ReflectorInput<T>> ActAsync(ReflectorState<T> state, CancellationToken ct)
    {
        switch (state)
        {
            case ReflectorState<T>.Empty empty:
                _listMark = Store.DrawMark();
                _listedAt = _time.GetTimestamp();
                return await ListAsync(empty.WholeList ? null : _options.PageSize, token: null, ct);
            case ReflectorState<T>.Paging paging:
                return await ListAsync(_options.PageSize, paging.Continue, ct);
            case ReflectorState<T>.Listed listed:
                await OpenWatchAsync(listed.ResourceVersion, ct);
                return new ReflectorInput<T>.WatchOpened(TooLate: !_health.IsVerified(_time));
            default:
                return await ReadEventAsync(ct);
        }
    }

    /// <summary>Without a resource version, so that the answer is never older than a write that came before.</summary>
    private async Task<ReflectorInput<T>> ListAsync(int? limit, string? token, CancellationToken ct)
    {
        var options = new ListOptions { LabelSelector = _options.LabelSelector, FieldSelector = _options.FieldSelector, Limit = limit, Continue = token };
        var page = await _client.ListAsync(_type, _options.Namespace, options, repeat: false, ct);
        return new ReflectorInput<T>.PageRead(_options.Trim is { } trim ? page with { Items = [.. page.Items.Select(trim)] } : page);
    }

    private async Task OpenWatchAsync(string version, CancellationToken ct)
    {
        var range = _options.WatchTimeoutMax - _options.WatchTimeoutMin;
        _watchTimeout = TimeSpan.FromSeconds(Math.Floor((_options.WatchTimeoutMin + (range * _options.Random())).TotalSeconds));
        _watchAskedAt = _time.GetTimestamp();
        var options = new WatchOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            ResourceVersion = version,
            Timeout = _watchTimeout,
        };
        _watch = await _client.OpenWatchAsync(_type, _options.Namespace, options, ct);
        ReflectorLog.Watching(_logger, _type.QualifiedName, version);
    }

    private async ValueTask<ReflectorInput<T>> ReadEventAsync(CancellationToken ct)
    {
        var read = await _watch!.ReadAsync(Patience(), ct);
        if (read is null)
        {
            ReflectorLog.Closed(_logger, _type.QualifiedName);
            return new ReflectorInput<T>.WatchEnded(IsDue: _time.GetElapsedTime(_watchAskedAt) >= _watchTimeout - Early);
        }
        return new ReflectorInput<T>.EventRead(Trimmed(read));
    }

    /// <summary>How long this watch may still say nothing, counted from when the cluster last said anything.</summary>
    private TimeSpan Patience()
    {
        if (_options.MaxSilence is not { } most)
        {
            return _watch!.LongestSilence;
        }
        var left = (_sendsNoBookmarks ? QuietSpan(most) : most) - Silence();
        return left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
    }

    private TimeSpan Silence() => _health.HeardAt is { } heard ? _time.GetElapsedTime(heard) : TimeSpan.Zero;

    private bool SilenceIsQuiet() => _sendsNoBookmarks && _options.MaxSilence is { } most && Silence() < most;

    /// <summary>Early enough for a list to be there before the silence counts as too long, and later than bookmarks come.</summary>
    private static TimeSpan QuietSpan(TimeSpan most) => most * 0.6;

    private WatchEvent<T> Trimmed(WatchEvent<T> read) => (read, _options.Trim) switch
    {
        (WatchEvent<T>.Added added, { } trim) => new WatchEvent<T>.Added(trim(added.Object)),
        (WatchEvent<T>.Modified modified, { } trim) => new WatchEvent<T>.Modified(trim(modified.Object)),
        (WatchEvent<T>.Deleted deleted, { } trim) => new WatchEvent<T>.Deleted(trim(deleted.Object)),
        _ => read,
    };

    /// <summary>Keeps the health true to a step, before the store changes.</summary>
    private void Follow(ReflectorStep<T> step, ReflectorInput<T> input)
    {
        switch (input)
        {
            case ReflectorInput<T>.WatchOpened { TooLate: false }:
                Update(static (health, _) => health with { Connected = true, OpeningSince = null });
                break;
            case ReflectorInput<T>.WatchEnded { IsDue: true }:
                Update(static (health, now) => health with { OpeningSince = now, OpeningGrace = ReflectorHealth.ReopenGrace });
                break;
            case ReflectorInput<T>.EventRead { Event: not WatchEvent<T>.Failed } when step.Relist is null:
                Update(static (health, now) => health with { HeardAt = now });
                break;
            case ReflectorInput<T>.Failed { Failure.Kind: ReflectorFailureKind.Absent } when step.Pause is ReflectorPause.Absent:
                break;
            case ReflectorInput<T>.Failed when step.Relist is null && _health.IsUnbroken:
                // A list failed that was asked for while all was well.
                Break(RelistReason.Broken);
                break;
            default:
                break;
        }
        if (step.Relist == RelistReason.Quiet)
        {
            _reason = RelistReason.Quiet;
        }
        else if (step.Relist is { } reason)
        {
            Break(reason);
            if (reason != RelistReason.Expired)
            {
                _client.Continuity.TellBroke(this);
            }
        }
    }

    private void Perform(StoreEffect<T>? effect)
    {
        switch (effect)
        {
            case StoreEffect<T>.Replace replace:
                TakeOver(replace);
                break;
            case StoreEffect<T>.Apply apply:
                _writer.Apply(apply.Object);
                break;
            case StoreEffect<T>.Delete delete:
                _writer.Delete(delete.Last);
                break;
            case StoreEffect<T>.Advance advance:
                _writer.Advance(advance.ResourceVersion);
                break;
            default:
                break;
        }
    }

    private void TakeOver(StoreEffect<T>.Replace replace)
    {
        var isAbsent = replace.ResourceVersion.Length == 0;
        var before = Store.Snapshot();
        var reason = _reason;
        var listedAt = _listedAt;
        var silence = Silence();
        if (!(isAbsent && _health is { IsAbsent: true, IsUnbroken: true }))
        {
            _writer.Replace(replace.Pages.SelectMany(page => page), replace.ResourceVersion, _listMark);
            Update((health, _) => health with
            {
                Lists = health.Lists + 1,
                ListsByReason = health.ListsByReason.SetItem(reason, health.ListsByReason.GetValueOrDefault(reason) + 1),
            });
            LogList(reason, replace.ResourceVersion);
        }
        Update((health, now) => health with
        {
            HeardAt = listedAt,
            IsUnbroken = true,
            IsAbsent = isAbsent,
            OpeningSince = isAbsent ? null : now,
            OpeningGrace = ReflectorHealth.FirstOpenGrace,
        });
        Learn(reason, before, silence);
        ContinuityChanged?.Invoke();
        if (ResourceVersions.IsBefore(replace.ResourceVersion, before.ResourceVersion))
        {
            ReflectorLog.WentBack(_logger, _type.QualifiedName, before.ResourceVersion!, replace.ResourceVersion);
            if (!_wasTold)
            {
                _client.Continuity.TellWentBack(this);
            }
        }
        _wasTold = false;
        _reason = RelistReason.Broken;
    }

    private void LogList(RelistReason reason, string version)
    {
        if (reason is RelistReason.First or RelistReason.Quiet)
        {
            ReflectorLog.Listed(_logger, _type.QualifiedName, Store.Count, version);
        }
        else
        {
            ReflectorLog.ListedAnew(_logger, _type.QualifiedName, reason.ToWire(), Store.Count, version);
        }
    }

    /// <summary>After silence the list tells what it meant: nothing had happened, or what happened was swallowed.</summary>
    private void Learn(RelistReason reason, StoreSnapshot<T> before, TimeSpan silence)
    {
        if (reason is not (RelistReason.Silent or RelistReason.Quiet))
        {
            return;
        }
        var isQuiet = Store.Snapshot().HasSameVersions(before);
        if (!isQuiet)
        {
            ReflectorLog.Swallowed(_logger, _type.QualifiedName, (long)silence.TotalSeconds);
        }
        else if (!_sendsNoBookmarks)
        {
            ReflectorLog.NoBookmarks(_logger, _type.QualifiedName, (long)silence.TotalSeconds);
        }
        _sendsNoBookmarks = isQuiet;
    }

    private TimeSpan DelayOf(ReflectorPause? pause) => pause switch
    {
        ReflectorPause.Backoff => _backoff.Next(),
        ReflectorPause.AtLeast asked => _backoff.Next() is var own && own > asked.Delay ? own : asked.Delay,
        ReflectorPause.AfterSilence when _options.MaxSilence is { } most => most / 10 < AfterSilence ? most / 10 : AfterSilence,
        ReflectorPause.AfterSilence => _backoff.Next(),
        ReflectorPause.Absent => _backoff.Next(_options.AbsentRetry),
        _ => TimeSpan.Zero,
    };

    /// <summary>What is known cannot be gone on from: whoever reads it is told before anything else happens.</summary>
    private void Break(RelistReason reason)
    {
        if (!Store.HasSynced)
        {
            return;
        }
        _reason = reason;
        Doubt();
        _writer.Doubt();
        ContinuityChanged?.Invoke();
    }

    private void Doubt() => Update(static (health, _) => health.IsUnbroken ? health with { IsUnbroken = false, Breaks = health.Breaks + 1 } : health);

    private void OnBroke(object who)
    {
        // What a server does not know, it learns by being replaced.
        if (!ReferenceEquals(who, this) && _health.IsAbsent)
        {
            Interrupt();
        }
    }

    private void OnWentBack(object who)
    {
        if (!ReferenceEquals(who, this) && Store.HasSynced && !_wasTold)
        {
            Interrupt();
        }
    }

    /// <summary>Called by others, on their threads.</summary>
    private void Interrupt()
    {
        Doubt();
        try
        {
            _round?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself just now.
        }
    }

    private void Update(Func<ReflectorHealth, long, ReflectorHealth> change)
    {
        lock (_healthLock)
        {
            var before = _health;
            var now = change(before, _time.GetTimestamp());
            _health = now.HeardAt == before.HeardAt ? now : now with { LastEventAt = _time.GetUtcNow() };
        }
    }

    private void Report(Exception failure, TimeSpan delay)
    {
        Update((health, _) => health with { LastError = failure, LastErrorAt = _time.GetUtcNow() });
        if (_complainedAt is { } last && _time.GetElapsedTime(last) < BetweenComplaints && failure.Message == _complaint)
        {
            ReflectorLog.FailedAgain(_logger, failure, _type.QualifiedName, (long)delay.TotalMilliseconds);
            return;
        }
        (_complainedAt, _complaint) = (_time.GetTimestamp(), failure.Message);
        ReflectorLog.Failed(_logger, failure, _type.QualifiedName, (long)delay.TotalMilliseconds);
    }

    private KubernetesApiException ErrorOf(Status status) => new($"a watch of {_type.QualifiedName}", status.Code ?? 0, status, null);

    private async ValueTask CloseWatchAsync()
    {
        if (_watch is { } watch)
        {
            _watch = null;
            Update(static (health, _) => health with { Connected = false });
            await watch.DisposeAsync();
        }
    }
}
