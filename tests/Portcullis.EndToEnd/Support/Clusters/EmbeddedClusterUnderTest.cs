using Microsoft.Extensions.Logging;
using Portcullis.Client.Requests;
using Portcullis.Embedded;
using Portcullis.Embedded.Faults;

namespace Portcullis.EndToEnd.Support.Clusters;

/// <summary>An embedded cluster of the test's own.</summary>
internal sealed class EmbeddedClusterUnderTest : ClusterUnderTest
{
    private readonly EmbeddedCluster _cluster;
    private readonly ILoggerFactory _logs;

    // Rules are drawn and requests are counted by the cluster itself; this pair only writes down who asked for what.
    private readonly FaultInjector _noFaults = new(TimeProvider.System);
    private readonly RequestLog _unread = new();

    private EmbeddedClusterUnderTest(EmbeddedCluster cluster, ILoggerFactory logs)
    {
        _cluster = cluster;
        _logs = logs;
        Admin = new(cluster.CreateHandler(), cluster.Address, new KubernetesClientOptions(), TimeProvider.System);
    }

    public override string Namespace => "stacks";

    public override FaultInjector Faults => _cluster.Faults;

    public override RequestLog Requests => _cluster.Requests;

    public override KubernetesClient Admin { get; }

    public static async Task<EmbeddedClusterUnderTest> StartAsync(Func<EmbeddedClusterOptions, EmbeddedClusterOptions>? change, CancellationToken cancellationToken)
    {
        var logs = LoggerFactory.Create(_ => { });
        var options = new EmbeddedClusterOptions();
        return new(await EmbeddedCluster.StartAsync(change?.Invoke(options) ?? options, TimeProvider.System, logs, cancellationToken), logs);
    }

    public override KubernetesClient NewClient() => new(
        new FaultHandler(_cluster.CreateHandler(), _noFaults, _unread, Swallowed, request => Seen.AddOrUpdate(request, 1, static (_, count) => count + 1)),
        _cluster.Address,
        new KubernetesClientOptions(),
        TimeProvider.System);

    public override void ForgetHistory(string resource) => _cluster.ForgetHistory(resource);

    public override async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _cluster.DisposeAsync();
        _logs.Dispose();
    }
}
