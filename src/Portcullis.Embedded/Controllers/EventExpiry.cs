using Portcullis.Embedded.Objects;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire.Core;

namespace Portcullis.Embedded.Controllers;

/// <summary>Takes events away an hour after they last happened, as the API server does by default.</summary>
internal sealed class EventExpiry(ClusterObjects objects, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            var horizon = time.GetUtcNow() - Lifetime;
            foreach (var old in objects.List(ResourceTypes.Events).Where(e => LastSeen(e) < horizon))
            {
                objects.Delete(ResourceTypes.Events, old.Metadata.Namespace ?? "", old.Metadata.Name ?? "", old.Metadata.Uid);
            }
        }
    }

    private static DateTimeOffset? LastSeen(Event happened) => happened.LastTimestamp ?? happened.EventTime ?? happened.Metadata.CreationTimestamp;
}
