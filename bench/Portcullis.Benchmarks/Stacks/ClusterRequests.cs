using System.Globalization;

namespace Portcullis.Benchmarks.Stacks;

/// <summary>How many requests the service has sent to the API server, watches apart, by its own count.</summary>
internal sealed class ClusterRequests(HttpClient service)
{
    private const string Sample = "portcullis_kubernetes_requests_total{kind=\"request\"} ";

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var metrics = await service.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);
        var line = metrics.Split('\n').First(line => line.StartsWith(Sample, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(Sample.Length), CultureInfo.InvariantCulture);
    }
}
