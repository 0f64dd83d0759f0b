namespace Portcullis.Embedded.Simulation.Kubelet;

/// <summary>A wait that doubles each time, up to a limit.</summary>
internal sealed class BackOffDelay(TimeSpan first, TimeSpan longest)
{
    private TimeSpan _next = first;

    public TimeSpan Next()
    {
        var delay = _next;
        _next = delay * 2 < longest ? delay * 2 : longest;
        return delay;
    }
}
