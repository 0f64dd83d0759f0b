using Portcullis.Model.Errors;
using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Faults;

/// <summary>What befalls one request.</summary>
internal sealed class FaultDecision(IReadOnlyList<Fault> faults, TimeProvider time, WatchCut? watch = null) : IDisposable
{
    private int _eventsLeft = faults.OfType<Fault.BrokenWatch>().Select(f => f.Events).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>Fires when an open watch is to break.</summary>
    public CancellationToken CutToken => watch?.Token ?? CancellationToken.None;

    public bool IsStale => faults.Any(f => f is Fault.StaleWatch);

    /// <summary>The answer instead of the real one; null for none.</summary>
    public Status? Refusal => faults.Select(StatusOf).FirstOrDefault(s => s is not null);

    /// <summary>Waits, or breaks the connection, before the request is handled.</summary>
    public async Task BeforeAsync(CancellationToken cancellation)
    {
        foreach (var fault in faults)
        {
            switch (fault)
            {
                case Fault.Latency latency:
                    await Task.Delay(latency.Delay, time, cancellation).ConfigureAwait(false);
                    break;
                case Fault.DroppedBefore:
                    throw new ConnectionDroppedException();
                default:
                    break;
            }
        }
    }

    /// <summary>Breaks the connection when the request has been handled.</summary>
    public void AfterCommit()
    {
        if (faults.Any(f => f is Fault.DroppedReply))
        {
            throw new ConnectionDroppedException();
        }
    }

    /// <summary>Breaks the stream when it has delivered what it may.</summary>
    public void BeforeWatchEvent()
    {
        if (_eventsLeft-- <= 0)
        {
            throw new ConnectionDroppedException();
        }
    }

    public void Dispose() => watch?.Dispose();

    private static Status? StatusOf(Fault fault) => fault switch
    {
        Fault.Answer answer => answer.Status,
        Fault.Refusal refusal => StatusOf(refusal),
        _ => null,
    };

    private static Status StatusOf(Fault.Refusal refusal) => refusal.Code switch
    {
        429 => StatusErrors.TooManyRequests(refusal.RetryAfterSeconds ?? 1),
        500 => StatusErrors.InternalError("an injected fault"),
        503 => StatusErrors.ServiceUnavailable("the server is currently unable to handle the request") with
        {
            Details = new StatusDetails { RetryAfterSeconds = refusal.RetryAfterSeconds },
        },
        504 => StatusErrors.Timeout("request did not complete within the allotted timeout", refusal.RetryAfterSeconds ?? 0),
        var code => StatusErrors.InternalError("an injected fault") with { Code = code },
    };
}
