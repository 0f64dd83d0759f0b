using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Portcullis.Client.Reflecting;
using Portcullis.Client.Requests;
using Portcullis.Model.Wire;
using Portcullis.Model.Wire.Core;
using Portcullis.Model.Wire.Networking;
using Portcullis.Stacks.Isolation.Guarding;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Reading;
using Portcullis.Stacks.Sources;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>Keeps the guard up to date with the living cluster, and tells what it says now.</summary>
/// <remarks>Woken by changes, never by a clock. What changed in the meantime is judged in one go.</remarks>
internal sealed partial class GuardKeeper : IDisposable
{
    private readonly Lock _judging = new();
    private readonly Guard _guard;
    private readonly AddressReader _addresses;
    private readonly OverridingWatch _overriding;
    private readonly SourceSet _sources;
    private readonly IsolationSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<GuardKeeper> _logger;
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _judged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DirtyNames<Pod> _stackPods;
    private readonly DirtyNames<Pod> _otherPods;
    private readonly DirtyNames<Service> _services;
    private readonly DirtyNames<NetworkPolicy> _policies;
    private readonly DirtyNames<Namespace> _namespaces;
    private readonly List<IDisposable> _subscriptions;
    private volatile Judgement? _latest;
    private int _addressesChanged;

    public GuardKeeper(
        ClusterStores cluster,
        IsolationStores isolation,
        AddressReader addresses,
        OverridingWatch overriding,
        SourceSet sources,
        StackSettings stacks,
        IsolationSettings settings,
        TimeProvider time,
        ILogger<GuardKeeper> logger)
    {
        (_addresses, _overriding, _sources, _settings, _time, _logger) = (addresses, overriding, sources, settings, time, logger);
        _guard = new(stacks, settings, isLive: true);
        _stackPods = new(cluster.Pods, _ => true, Wake);
        _otherPods = new(isolation.OtherPods, _ => true, Wake);
        _services = new(cluster.Services, service => service.Metadata.Namespace == stacks.Namespace, Wake);
        _policies = new(isolation.Policies, _ => true, Wake);
        _namespaces = new(isolation.Namespaces, _ => true, Wake);
        overriding.Changed += Wake;
        addresses.GatewaysChanged += AddressesChanged;
        sources.ContinuityChanged += Wake;
        _subscriptions =
        [
            _stackPods, _otherPods, _services, _policies, _namespaces,
            cluster.Nodes.Subscribe(_ => AddressesChanged()),
            cluster.Services.Subscribe(change => OnService(change, stacks.Namespace)),
            isolation.ApiServer.Subscribe(AddressesChanged),
            isolation.ServiceRanges.Subscribe(_ => AddressesChanged()),
            isolation.Ingresses.Subscribe(_ => AddressesChanged()),
        ];
    }

    /// <summary>Says what was said before, and what is said now. Called on the loop's thread, outside of any lock.</summary>
    public event Action<Judgement?, Judgement>? Changed;

    /// <summary>What was last judged; null before the first time.</summary>
    public Judgement? Latest => _latest;

    /// <summary>Waits until it was judged for the first time.</summary>
    public Task WaitUntilJudgedAsync(CancellationToken cancellationToken) => _judged.Task.WaitAsync(cancellationToken);

    /// <summary>What the statements rest on now.</summary>
    public IReadOnlyList<IsolationInput> Inputs()
    {
        lock (_judging)
        {
            return _guard.Inputs();
        }
    }

    /// <summary>Which of S1 to S3 would be open with a pod that is still to be made.</summary>
    public IReadOnlyList<IsolationStatement> Foresee(Pod pod)
    {
        lock (_judging)
        {
            return _guard.Foresee(pod);
        }
    }

    /// <summary>Judges until cancelled. The stores must be synced.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        MarkAll();
        while (await _woken.Reader.WaitToReadAsync(cancellationToken))
        {
            _woken.Reader.TryRead(out _);
            try
            {
                // Before anything is looked at: what is read anew in the meantime is judged the next time.
                var seen = _sources.Mark();
                var addresses = Interlocked.Exchange(ref _addressesChanged, 0) == 0 ? null : await _addresses.ReadAsync(cancellationToken);
                Judge(addresses, seen);
                JudgeDepth();
                failures = 0;
            }
            catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException)
            {
                Log.NoAddresses(_logger, error.Message);
                await Pauses.OfIsolation.PauseAsync(++failures, _time, cancellationToken);
                AddressesChanged();
            }
        }
    }

    public void Dispose()
    {
        _overriding.Changed -= Wake;
        _addresses.GatewaysChanged -= AddressesChanged;
        _sources.ContinuityChanged -= Wake;
        _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    private void MarkAll()
    {
        _stackPods.MarkAll();
        _otherPods.MarkAll();
        _services.MarkAll();
        _policies.MarkAll();
        _namespaces.MarkAll();
        AddressesChanged();
    }

    private void Judge(ClusterAddresses? addresses, FreshnessMark seen)
    {
        Judgement now;
        lock (_judging)
        {
            var started = _time.GetTimestamp();
            _namespaces.Drain((name, space) => Take(space, _guard.Put, () => _guard.RemoveNamespace(name.Name)));
            _policies.Drain((name, policy) => Take(policy, _guard.Put, () => _guard.RemovePolicy(name)));
            _otherPods.Drain((name, pod) => Take(pod, _guard.Put, () => _guard.RemovePod(name)));
            _stackPods.Drain((name, pod) => Take(pod, _guard.Put, () => _guard.RemovePod(name)));
            _services.Drain((name, service) => Take(service, _guard.Put, () => _guard.RemoveService(name)));
            _guard.Know(_overriding.Now());
            if (addresses is not null)
            {
                _guard.Know(addresses);
            }

            now = new(_guard.Judge(), _time.GetUtcNow(), _time.GetElapsedTime(started), seen);
        }

        Publish(now);
        _judged.TrySetResult();
    }

    // After what stops stacks is known, and apart from it.
    private void JudgeDepth()
    {
        Judgement now;
        lock (_judging)
        {
            if (!_guard.JudgeDepth())
            {
                return;
            }

            now = _latest! with { Statements = _guard.Judge() };
        }

        Publish(now);
    }

    private void Publish(Judgement now)
    {
        var before = _latest;
        _latest = now;
        Report(before, now);
        Changed?.Invoke(before, now);
    }

    private static void Take<T>(T? obj, Action<T> put, Action remove)
        where T : KubernetesObject
    {
        if (obj is null)
        {
            remove();
        }
        else
        {
            put(obj);
        }
    }

    private void Report(Judgement? before, Judgement now)
    {
        if (before is null)
        {
            Log.First(_logger, string.Join(", ", now.Statements.Select(statement => $"{statement.Id} {statement.Verdict.ToWire()}")));
        }

        foreach (var statement in now.Statements)
        {
            if (before is null && (statement.IsAdvisory || statement.Verdict == IsolationVerdict.Proven))
            {
                continue;
            }

            if (before?.Statements.FirstOrDefault(one => one.Id == statement.Id)?.Verdict == statement.Verdict)
            {
                continue;
            }

            switch (statement.Verdict)
            {
                case IsolationVerdict.Open when !statement.IsAdvisory:
                    Log.Open(_logger, statement.Id, statement.Title, statement.Witnesses[0].Text[0], _settings.Mode == IsolationMode.Enforce ? "" : "; stacks are made all the same");
                    break;
                case IsolationVerdict.Incomplete:
                    Log.Incomplete(_logger, statement.Id, statement.Title, statement.Missing[0]);
                    break;
                default:
                    Log.Other(_logger, statement.Id, statement.Title, statement.Verdict.ToWire());
                    break;
            }
        }
    }

    // Services of the stack namespace add no addresses: theirs are in the range of Services.
    private void OnService(StoreChange<Service> change, string stackNamespace)
    {
        var (before, after) = change.Sides();
        if ((after ?? before) is { } service && service.Metadata.Namespace != stackNamespace)
        {
            AddressesChanged();
        }
    }

    private void AddressesChanged()
    {
        Volatile.Write(ref _addressesChanged, 1);
        Wake();
    }

    private void Wake() => _woken.Writer.TryWrite(true);

    private static partial class Log
    {
        [LoggerMessage(3401, LogLevel.Error, "isolation is open: {Id}, {Title}, does not hold: {Witness}{Rest}")]
        public static partial void Open(ILogger logger, string id, string title, string witness, string rest);

        [LoggerMessage(3402, LogLevel.Warning, "isolation is not proven: {Id}, {Title}: {Missing}")]
        public static partial void Incomplete(ILogger logger, string id, string title, string missing);

        [LoggerMessage(3403, LogLevel.Information, "isolation: {Id}, {Title}: {Verdict}")]
        public static partial void Other(ILogger logger, string id, string title, string verdict);

        [LoggerMessage(3405, LogLevel.Information, "isolation judged: {Verdicts}")]
        public static partial void First(ILogger logger, string verdicts);

        [LoggerMessage(3404, LogLevel.Warning, "the addresses of the cluster cannot be read: {Reason}")]
        public static partial void NoAddresses(ILogger logger, string reason);
    }
}
