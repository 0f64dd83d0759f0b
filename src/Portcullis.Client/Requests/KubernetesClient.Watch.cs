using System.Runtime.CompilerServices;
using Portcullis.Client.Watching;
using Portcullis.Model.Resources;
using Portcullis.Model.Wire;

namespace Portcullis.Client.Requests;

/// <content>Watching.</content>
public sealed partial class KubernetesClient
{
    /// <summary>Watches objects until the server ends it, the enumeration is left, or it fails.</summary>
    /// <param name="type">The resource.</param>
    /// <param name="ns">The namespace; null for all of them.</param>
    /// <param name="options">Which objects, from which version on.</param>
    /// <param name="ct">Ends the watch.</param>
    /// <returns>The events, in order; ends without an error when the server closed the watch in an orderly way.</returns>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(ResourceType<T> type, string? ns, WatchOptions options, [EnumeratorCancellation] CancellationToken ct)
        where T : KubernetesObject
    {
        await using var stream = await OpenWatchAsync(type, ns, options, ct);
        while (await stream.ReadAsync(stream.LongestSilence, ct) is { } next)
        {
            yield return next;
        }
    }

    /// <summary>Opens a watch; done when the server has accepted it.</summary>
    internal async Task<WatchStream<T>> OpenWatchAsync<T>(ResourceType<T> type, string? ns, WatchOptions options, CancellationToken ct)
        where T : KubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(options);
        var request = ApiRequests.Watch(type, ns, options);
        var response = await _sender.OpenAsync(request, ct);
        try
        {
            var body = await response.Content.ReadAsStreamAsync(ct);
            return new(request, type, response, body, options.Timeout + options.IdleMargin, _time);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
