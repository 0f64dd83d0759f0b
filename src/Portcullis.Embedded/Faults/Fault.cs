using Portcullis.Model.Wire.Meta;

namespace Portcullis.Embedded.Faults;

/// <summary>How a request goes wrong.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>The request waits before it is handled.</summary>
    /// <param name="Delay">How long.</param>
    public sealed record Latency(TimeSpan Delay) : Fault;

    /// <summary>The request is refused with a Status and has no effect.</summary>
    /// <param name="Code">429, 500, 503 or another HTTP failure code.</param>
    /// <param name="RetryAfterSeconds">The <c>Retry-After</c> header; null for none.</param>
    public sealed record Refusal(int Code, int? RetryAfterSeconds = null) : Fault;

    /// <summary>The request is answered with this Status and has no effect.</summary>
    /// <param name="Status">The answer; its code is the HTTP status code.</param>
    public sealed record Answer(Status Status) : Fault;

    /// <summary>The connection breaks before the request has any effect.</summary>
    public sealed record DroppedBefore : Fault;

    /// <summary>The request takes effect and the connection breaks before the answer.</summary>
    public sealed record DroppedReply : Fault;

    /// <summary>A watch breaks after some events, in the middle of the stream.</summary>
    /// <param name="Events">How many events are still delivered.</param>
    public sealed record BrokenWatch(int Events) : Fault;

    /// <summary>A watch is told that its resourceVersion is too old.</summary>
    public sealed record StaleWatch : Fault;
}
