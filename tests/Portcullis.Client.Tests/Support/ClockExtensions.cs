using Portcullis.Testing;
using Portcullis.Testing.Time;

namespace Portcullis.Client.Tests.Support;

/// <summary>Waiting for somebody who waits for about so long.</summary>
internal static class ClockExtensions
{
    /// <summary>Waits until a timer is armed whose remaining time lies in the range, and says it.</summary>
    public static async Task<TimeSpan> TimerAsync(this ManualTimeProvider time, TimeSpan from, TimeSpan to, CancellationToken ct)
    {
        TimeSpan? found = null;
        await Eventually.TrueAsync(
            () => (found = time.Timers.Where(due => due >= from && due <= to).Select(due => (TimeSpan?)due).FirstOrDefault()) is not null,
            cancellationToken: ct);
        return found!.Value;
    }
}
