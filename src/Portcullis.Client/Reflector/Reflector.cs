using Microsoft.Extensions.Logging;

namespace Portcullis.Client;

/// <summary>Keeps a <see cref="Store{T}"/> equal to what the cluster has, by a list and then watches.</summary>
/// <remarks>
/// The rules are in <see cref="ReflectorMachine"/>; here is only what touches the world. The owner calls
/// <see cref="RunAsync"/> once and awaits it; nothing runs before.
/// </remarks>
/// <typeparam name="T">The wire type.</typeparam>
public sealed class Reflector<T>
    where T : KubernetesObject
{
    /// <summary>A watch that ends sooner than this and without an event was refused in disguise; as client-go.</summary>
    private static readonly TimeSpan TooSoon = TimeSpan.FromSeconds(1);

    private readonly KubernetesClient _client;
    private readonly ResourceType<T> _type;
    private readonly ReflectorOptions<T> _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StoreWriter<T> _writer;
    private readonly Backoff _backoff;
    private WatchStream<T>? _watch;
    private long _watchOpenedAt;
    private bool _watchWasSilent;
    private int _started;
    private volatile ReflectorHealth _health = new(false, null, null, null, 0);

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

    /// <summary>The copy.</summary>
    public Store<T> Store { get; }

    /// <summary>How it is going, as of now.</summary>
    public ReflectorHealth Health => _health;

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
        try
        {
            ReflectorState<T> state = new ReflectorState<T>.Empty(WholeList: false);
            while (true)
            {
                state = await AdvanceAsync(state, ct);
            }
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // A cancelled read may surface as a broken connection as well.
        }
        finally
        {
            await CloseWatchAsync();
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
            input = new ReflectorInput<T>.Failed(ReflectorFailure.Of(error));
        }
        var step = ReflectorMachine.Step(state, input, _options.AbsentMeansEmpty);
        if (step.Next is not ReflectorState<T>.Watching)
        {
            await CloseWatchAsync();
        }
        Perform(step.Effect);
        var delay = DelayOf(step.Pause);
        if (failure is not null && step.Pause is not ReflectorPause.Absent)
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
                return await ListAsync(empty.WholeList ? null : _options.PageSize, token: null, ct);
            case ReflectorState<T>.Paging paging:
                return await ListAsync(_options.PageSize, paging.Continue, ct);
            case ReflectorState<T>.Listed listed:
                await OpenWatchAsync(listed.ResourceVersion, ct);
                return new ReflectorInput<T>.WatchOpened();
            default:
                return await ReadEventAsync(ct);
        }
    }

    /// <summary>Without a resource version, so that the answer is never older than a write that came before.</summary>
    private async Task<ReflectorInput<T>> ListAsync(int? limit, string? token, CancellationToken ct)
    {
        var options = new ListOptions { LabelSelector = _options.LabelSelector, FieldSelector = _options.FieldSelector, Limit = limit, Continue = token };
        var page = await _client.ListAsync(_type, _options.Namespace, options, repeat: false, ct);
        Saw();
        return new ReflectorInput<T>.PageRead(_options.Trim is { } trim ? page with { Items = [.. page.Items.Select(trim)] } : page);
    }

    private async Task OpenWatchAsync(string version, CancellationToken ct)
    {
        var range = _options.WatchTimeoutMax - _options.WatchTimeoutMin;
        var options = new WatchOptions
        {
            LabelSelector = _options.LabelSelector,
            FieldSelector = _options.FieldSelector,
            ResourceVersion = version,
            Timeout = _options.WatchTimeoutMin + (range * _options.Random()),
        };
        _watch = await _client.OpenWatchAsync(_type, _options.Namespace, options, ct);
        _watchOpenedAt = _time.GetTimestamp();
        _watchWasSilent = true;
        _health = _health with { Connected = true };
        ReflectorLog.Watching(_logger, _type.QualifiedName, version);
    }

    private async ValueTask<ReflectorInput<T>> ReadEventAsync(CancellationToken ct)
    {
        var read = await _watch!.ReadAsync(ct);
        if (read is null)
        {
            ReflectorLog.Closed(_logger, _type.QualifiedName);
            return new ReflectorInput<T>.WatchEnded(_watchWasSilent && _time.GetElapsedTime(_watchOpenedAt) < TooSoon);
        }
        _watchWasSilent = false;
        Saw();
        return new ReflectorInput<T>.EventRead(Trimmed(read));
    }

    private WatchEvent<T> Trimmed(WatchEvent<T> read) => (read, _options.Trim) switch
    {
        (WatchEvent<T>.Added added, { } trim) => new WatchEvent<T>.Added(trim(added.Object)),
        (WatchEvent<T>.Modified modified, { } trim) => new WatchEvent<T>.Modified(trim(modified.Object)),
        (WatchEvent<T>.Deleted deleted, { } trim) => new WatchEvent<T>.Deleted(trim(deleted.Object)),
        _ => read,
    };

    private void Perform(StoreEffect<T>? effect)
    {
        switch (effect)
        {
            case StoreEffect<T>.Replace replace:
                _writer.Replace(replace.Pages.SelectMany(page => page), replace.ResourceVersion);
                _health = _health with { Lists = _health.Lists + 1 };
                ReflectorLog.Listed(_logger, _type.QualifiedName, Store.Count, replace.ResourceVersion);
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

    private TimeSpan DelayOf(ReflectorPause? pause) => pause switch
    {
        ReflectorPause.Backoff => _backoff.Next(),
        ReflectorPause.AtLeast asked => _backoff.Next() is var own && own > asked.Delay ? own : asked.Delay,
        ReflectorPause.Absent => _backoff.Next(_options.AbsentRetry),
        _ => TimeSpan.Zero,
    };

    private void Saw() => _health = _health with { LastEventAt = _time.GetUtcNow() };

    private void Report(Exception failure, TimeSpan delay)
    {
        _health = _health with { LastError = failure, LastErrorAt = _time.GetUtcNow() };
        ReflectorLog.Failed(_logger, failure, _type.QualifiedName, (long)delay.TotalMilliseconds);
    }

    private KubernetesApiException ErrorOf(Status status) => new($"a watch of {_type.QualifiedName}", status.Code ?? 0, status, null);

    private async ValueTask CloseWatchAsync()
    {
        if (_watch is { } watch)
        {
            _watch = null;
            _health = _health with { Connected = false };
            await watch.DisposeAsync();
        }
    }
}
