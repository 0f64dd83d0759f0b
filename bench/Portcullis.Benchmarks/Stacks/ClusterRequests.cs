using System.Globalization;

namespace Portcullis.Benchmarks.Stacks;

/// <summary>How many requests the API server of the embedded cluster has answered, watches and leases apart.</summary>
internal sealed class ClusterRequests(HttpClient http)
{
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);
        return metrics.Split('\n')
            .Where(line => line.StartsWith("apiserver_request_total{", StringComparison.Ordinal)
                && !line.Contains("verb=\"WATCH\"", StringComparison.Ordinal)
                && !line.Contains("resource=\"leases\"", StringComparison.Ordinal)
                && !line.Contains("resource=\"\"", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));
    }
}
