using Microsoft.Extensions.Logging;
using Portcullis.Api;
using Portcullis.Client.Requests;
using Portcullis.Configuration;
using Portcullis.EndToEnd.Support.Clusters;
using Portcullis.Hosting;
using Portcullis.Stacks;
using Portcullis.Stacks.Isolation;

namespace Portcullis.EndToEnd.Support;

/// <summary>One running instance of the program in this process, on a port of the system's choice.</summary>
internal sealed class ServiceUnderTest : IAsyncDisposable
{
    private ServiceUnderTest(KubernetesClient client, PortcullisHost host)
    {
        Client = client;
        Host = host;
        Api = new(host.Address, TestBed.Key);
    }

    /// <summary>The program's own way to the cluster, with its rights.</summary>
    public KubernetesClient Client { get; }

    /// <summary>The defaults, but that no Pods come and go which no test made.</summary>
    public static IsolationSettings WithoutPatrols { get; } = new() { PatrolInterval = TimeSpan.Zero };

    public PortcullisHost Host { get; }

    public ApiCaller Api { get; }

    public static async Task<ServiceUnderTest> StartAsync(
        ClusterUnderTest cluster, StackSettings stacks, ApiSettings api, Action<ILoggingBuilder> logging, TimeProvider? time = null, IsolationSettings? isolation = null)
    {
        var client = cluster.NewClient();
        var host = await PortcullisHost.StartAsync(
            new() { Stacks = stacks, Api = api, Isolation = isolation ?? WithoutPatrols },
            client,
            new ClusterFacts(Simulated: cluster is EmbeddedClusterUnderTest),
            time ?? TimeProvider.System,
            logging,
            TestContext.Current.CancellationToken);
        await host.WaitUntilReadyAsync(TestContext.Current.CancellationToken);
        return new(client, host);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Host.DisposeAsync();
        Client.Dispose();
    }
}
