using Microsoft.Extensions.Logging;
using Portcullis.Api;
using Portcullis.Client;
using Portcullis.Configuration;
using Portcullis.Hosting;

namespace Portcullis.EndToEnd.Support;

/// <summary>A second instance of the program over the same cluster.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly PortcullisHost _host;

    private Replica(PortcullisHost host)
    {
        _host = host;
        Api = new(host.Address, TestBed.Key);
    }

    public ApiCaller Api { get; }

    public static async Task<Replica> StartAsync(TestBed bed)
    {
        var host = await PortcullisHost.StartAsync(
            new() { Stacks = bed.Settings, Api = new() { Listen = new(System.Net.IPAddress.Loopback, 0), Keys = new([new Secret(TestBed.Key)]) } },
            new KubernetesClient(bed.Cluster.CreateHandler(), bed.Cluster.Address, new KubernetesClientOptions(), TimeProvider.System),
            new ClusterFacts(Simulated: true),
            TimeProvider.System,
            logging => logging.SetMinimumLevel(LogLevel.None),
            TestContext.Current.CancellationToken);
        await host.Stacks.WaitForSyncAsync(TestContext.Current.CancellationToken);
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _host.DisposeAsync();
    }
}
