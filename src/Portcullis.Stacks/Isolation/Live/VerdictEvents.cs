using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Portcullis.Client.Requests;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;
using Portcullis.Stacks.Isolation.Report;
using Portcullis.Stacks.Reading;

namespace Portcullis.Stacks.Isolation.Live;

/// <summary>Writes an event on the object concerned whenever the verdict of a statement changes, so that <c>kubectl</c> shows it.</summary>
internal sealed partial class VerdictEvents : IDisposable
{
    private const int MostWaiting = 64;
    private const int LongestMessage = 1024;
    private const string Component = "portcullis";

    private readonly KubernetesClient _client;
    private readonly GuardKeeper _guard;
    private readonly IsolationStores _stores;
    private readonly ClusterStores _cluster;
    private readonly StackSettings _stacks;
    private readonly TimeProvider _time;
    private readonly ILogger<VerdictEvents> _logger;

    // Events are for people: where they come faster than they can be written, the oldest are not missed.
    private readonly Channel<Event> _events = Channel.CreateBounded<Event>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly WallsWatch _walls;
    private readonly Lock _telling = new();
    private IsolationVerdict _felt = IsolationVerdict.Proven;
    private int _sequence;

    public VerdictEvents(
        KubernetesClient client, GuardKeeper guard, WallsWatch walls, IsolationStores stores, ClusterStores cluster, StackSettings stacks, TimeProvider time, ILogger<VerdictEvents> logger)
    {
        (_client, _guard, _walls, _stores, _cluster, _stacks, _time, _logger) = (client, guard, walls, stores, cluster, stacks, time, logger);
        guard.Changed += OnChange;
        walls.Changed += OnFelt;
    }

    /// <summary>Writes them until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var one in _events.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await _client.CreateAsync(ResourceTypes.Events, null, one, cancellationToken);
            }
            catch (Exception error) when (error is KubernetesApiException or KubernetesTransportException)
            {
                // The log, the API and the metrics say it all the same.
                Log.Failed(_logger, error.Message);
            }
        }
    }

    public void Dispose()
    {
        _guard.Changed -= OnChange;
        _walls.Changed -= OnFelt;
    }

    // Having nothing to go by is how every service starts, and no news.
    private void OnFelt()
    {
        var statement = _walls.Judge();
        lock (_telling)
        {
            var now = statement.Verdict == IsolationVerdict.Open ? IsolationVerdict.Open : IsolationVerdict.Proven;
            if (now != _felt && statement.Verdict != IsolationVerdict.Incomplete)
            {
                _felt = now;
                _events.Writer.TryWrite(EventOf(statement));
            }
        }
    }

    private void OnChange(Judgement? before, Judgement now)
    {
        foreach (var statement in now.Statements)
        {
            // What was proven from the first is nothing to tell.
            var was = before?.Statements.FirstOrDefault(one => one.Id == statement.Id)?.Verdict ?? IsolationVerdict.Proven;
            if (was != statement.Verdict && !statement.IsAdvisory)
            {
                _events.Writer.TryWrite(EventOf(statement));
            }
        }
    }

    private Event EventOf(IsolationStatement statement)
    {
        var now = _time.GetUtcNow();
        var (type, reason, what) = statement.Verdict switch
        {
            IsolationVerdict.Open => ("Warning", "IsolationOpen", $"does not hold: {statement.Title}: {statement.Witnesses[0].Text[0]}"),
            IsolationVerdict.Incomplete => ("Warning", "IsolationIncomplete", $"is not proven: {statement.Title}: {statement.Missing[0]}"),
            _ => ("Normal", "IsolationProven", $"holds: {statement.Title}"),
        };
        var message = $"{statement.Id} {what}";
        return new()
        {
            Metadata = new() { Namespace = _stacks.Namespace, Name = string.Create(CultureInfo.InvariantCulture, $"isolation-{statement.Id.ToLowerInvariant()}.{now.UtcTicks + Interlocked.Increment(ref _sequence):x}") },
            InvolvedObject = Concerned(statement),
            Type = type,
            Reason = reason,
            Message = message.Length <= LongestMessage ? message : message[..LongestMessage],
            Source = new() { Component = Component },
            FirstTimestamp = now,
            LastTimestamp = now,
            Count = 1,
        };
    }

    // The Service that somebody edited, the policy of ours that lets it pass, else the wall that should not have, else the namespace itself. An event lives
    // in the namespace of its object, and only in that of stacks may we write.
    private ObjectReference Concerned(IsolationStatement statement)
    {
        if (statement.Witnesses is [{ Service: { } name }, ..] && _cluster.Services.TryGet(name) is { } service)
        {
            return new()
            {
                ApiVersion = ResourceTypes.Services.ApiVersion,
                Kind = ResourceTypes.Services.Kind,
                Namespace = name.Namespace,
                Name = name.Name,
                Uid = service.Metadata.Uid,
            };
        }

        var policy = statement.Witnesses.SelectMany(witness => (witness.Egress?.Policies ?? []).Concat(witness.Ingress?.Policies ?? []))
            .FirstOrDefault(policy => policy.Allows && policy.Policy.Namespace == _stacks.Namespace)?.Policy ?? new(_stacks.Namespace, Walls.Name);
        return _stores.Policies.TryGet(policy) is { } found
            ? new()
            {
                ApiVersion = ResourceTypes.NetworkPolicies.ApiVersion,
                Kind = ResourceTypes.NetworkPolicies.Kind,
                Namespace = found.Metadata.Namespace,
                Name = found.Metadata.Name,
                Uid = found.Metadata.Uid,
            }
            : new() { ApiVersion = ResourceTypes.Namespaces.ApiVersion, Kind = ResourceTypes.Namespaces.Kind, Namespace = _stacks.Namespace, Name = _stacks.Namespace };
    }

    private static partial class Log
    {
        [LoggerMessage(3501, LogLevel.Debug, "an event about isolation could not be written: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
