using System.Net;
using Portcullis.Client.Reflecting;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Live;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Isolation.Airlock;

/// <summary>Follows the airlocks of all stacks: judges what they tell of statement S8, and lets one stack a minute try while that is open. Thread-safe.</summary>
internal sealed class AirlockWatch : IDisposable
{
    /// <summary>How often a stack may be made while the last ones failed: whoever passes ends the stop.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromMinutes(1);

    private readonly Store<Service> _services;
    private readonly IApiServerEndpoints _apiServer;
    private readonly Store<Node> _nodes;
    private readonly StackSettings _stacks;
    private readonly IsolationSettings _settings;
    private readonly TimeProvider _time;
    private readonly AirlockLog _log;
    private readonly TargetReach _reach;
    private readonly List<IDisposable> _subscriptions;
    private readonly Lock _probing = new();
    private DateTimeOffset? _openSince;
    private DateTimeOffset? _probedAt;

    /// <param name="pods">The Pods of the stack namespace.</param>
    /// <param name="services">The Services, <c>default/kubernetes</c> among them.</param>
    /// <param name="apiServer">What is behind that Service.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="stacks">Which namespace holds the stacks.</param>
    /// <param name="settings">Whether stacks have airlocks.</param>
    /// <param name="connect">Whether somebody answers at an address; null opens a TCP connection.</param>
    /// <param name="time">The clock.</param>
    public AirlockWatch(
        Store<Pod> pods,
        Store<Service> services,
        IApiServerEndpoints apiServer,
        Store<Node> nodes,
        StackSettings stacks,
        IsolationSettings settings,
        Func<IPEndPoint, CancellationToken, Task<bool>>? connect,
        TimeProvider time)
    {
        (_services, _apiServer, _nodes, _stacks, _settings, _time) = (services, apiServer, nodes, stacks, settings, time);
        _log = new(pods, stacks.Namespace, time);
        _reach = new(Targets, connect ?? TargetReach.ConnectAsync, time);
        Gaps = new(pods, stacks.Namespace, time);
        _log.Changed += OnPassage;
        _reach.Changed += RaiseChanged;
        Gaps.Changed += RaiseChanged;
        _subscriptions = [_log, services.Subscribe(OnService), apiServer.Subscribe(RaiseChanged)];
        OnPassage();
    }

    /// <summary>Says that <see cref="Judge"/> may answer otherwise now; called outside any lock, on any thread.</summary>
    public event Action? Changed;

    /// <summary>When walls were missing; whoever keeps or watches them writes it.</summary>
    public WallGaps Gaps { get; }

    /// <summary>What airlocks tell of statement S8, as of now. Cheap: reads memory, and at most asks for a connection to be tried in the background.</summary>
    /// <param name="isPatrolled">Whether patrols feel the walls besides.</param>
    public IsolationStatement Judge(bool isPatrolled = false)
    {
        var targets = Targets();
        return AirlockStatement.Of(new()
        {
            IsOn = _settings.Airlock,
            Targets = targets,
            Families = Families().Any,
            Reached = Reached(targets),
            Last = _log.Last,
            Gaps = Gaps.All,
            IsPatrolled = isPatrolled,
        });
    }

    /// <summary>Whether a stack may be made as far as airlocks go: they are passed, or it is time for a probe.</summary>
    public bool MayProbe()
    {
        lock (_probing)
        {
            return IsProbeDue();
        }
    }

    /// <summary>The same, and takes the probe: until the next is due, everybody else is told no.</summary>
    public bool TryTakeProbe()
    {
        lock (_probing)
        {
            if (!IsProbeDue())
            {
                return false;
            }

            _probedAt = _openSince is null ? _probedAt : _time.GetUtcNow();
            return true;
        }
    }

    /// <summary>Forgets what stacks felt: another cluster answers now.</summary>
    public void Forget() => _log.Forget();

    /// <summary>Tries out what <see cref="Judge"/> asks for, until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _reach.RunAsync(cancellationToken);

    /// <summary>What airlocks must not reach; empty while the cluster does not tell.</summary>
    public IReadOnlyList<IPEndPoint> Targets() =>
        AirlockTargets.Of(
            _services.TryGet(new("default", "kubernetes")),
            _apiServer.Now,
            [.. _nodes.Snapshot().Objects.Values],
            _services.TryGet(AirlockTargets.Dns),
            Families().All,
            _stacks);

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    private PodFamilies Families() => PodFamilies.Of(_nodes.Snapshot().Objects.Values, _stacks, _settings);

    private IReadOnlyList<ReachedTarget> Reached(IReadOnlyList<IPEndPoint> targets) => _settings.Airlock && targets.Count > 0 ? _reach.Look(targets) : [];

    private bool IsProbeDue()
    {
        if (_openSince is not { } since)
        {
            return true;
        }

        var last = _probedAt > since ? _probedAt.Value : since;
        return _time.GetUtcNow() - last >= ProbeInterval;
    }

    private void OnPassage()
    {
        lock (_probing)
        {
            _openSince = _settings.Airlock && AirlockStatement.IsOpen(_log.Last) ? _openSince ?? _time.GetUtcNow() : null;
        }

        // What a stack felt is worth the more, the closer to it Portcullis has tried the same.
        _ = Reached(Targets());
        RaiseChanged();
    }

    private void OnService(StoreChange<Service> change)
    {
        var (before, after) = change.Sides();
        if ((after ?? before)?.Metadata is { Namespace: "default", Name: "kubernetes" })
        {
            RaiseChanged();
        }
    }

    private void RaiseChanged() => Changed?.Invoke();
}
