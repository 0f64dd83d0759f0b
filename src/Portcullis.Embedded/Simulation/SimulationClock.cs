namespace Portcullis.Embedded.Simulation;

/// <summary>Time for due dates and for what is written to objects; it never runs backwards.</summary>
internal sealed class SimulationClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _origin = time.GetTimestamp();

    public DateTimeOffset Now => _start + time.GetElapsedTime(_origin);

    public ITimer CreateTimer(Action fired) =>
        time.CreateTimer(static state => ((Action)state!)(), fired, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
