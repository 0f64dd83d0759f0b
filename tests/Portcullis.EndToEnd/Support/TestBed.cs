using Microsoft.Extensions.Logging;
using Portcullis.Api;
using Portcullis.Client;
using Portcullis.Configuration;
using Portcullis.Embedded;
using Portcullis.Hosting;
using Portcullis.Model;
using Portcullis.Stacks;
using Portcullis.Testing;

namespace Portcullis.EndToEnd.Support;

/// <summary>The whole program over an embedded cluster, on a port of the system's choice.</summary>
internal sealed class TestBed : IAsyncDisposable
{
    public const string Key = "end-to-end-key-5b1d";

    private readonly ILoggerFactory _clusterLogs;

    private TestBed(EmbeddedCluster cluster, KubernetesClient client, PortcullisHost host, ListLoggerProvider logs, ILoggerFactory clusterLogs, StackSettings settings)
    {
        Cluster = cluster;
        Client = client;
        Host = host;
        Logs = logs;
        Settings = settings;
        _clusterLogs = clusterLogs;
        Api = new(host.Address, Key);
    }

    public EmbeddedCluster Cluster { get; }

    /// <summary>A way to the cluster that goes round the program; the program's own client is another.</summary>
    public KubernetesClient Client { get; }

    public PortcullisHost Host { get; }

    public ListLoggerProvider Logs { get; }

    public StackSettings Settings { get; }

    public ApiCaller Api { get; }

    public static async Task<TestBed> StartAsync(
        Func<StackSettings, StackSettings>? settings = null,
        Func<EmbeddedClusterOptions, EmbeddedClusterOptions>? cluster = null,
        Func<ApiSettings, ApiSettings>? api = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var clusterLogs = LoggerFactory.Create(_ => { });
        var options = new EmbeddedClusterOptions();
        var embedded = await EmbeddedCluster.StartAsync(cluster is null ? options : cluster(options), TimeProvider.System, clusterLogs, cancellation);
        var stacks = new StackSettings();
        stacks = settings is null ? stacks : settings(stacks);
        var apiSettings = new ApiSettings { Listen = new(System.Net.IPAddress.Loopback, 0), Keys = new([new Configuration.Secret(Key)]) };
        var logs = new ListLoggerProvider();
        var host = await PortcullisHost.StartAsync(
            new() { Stacks = stacks, Api = api is null ? apiSettings : api(apiSettings) },
            NewClient(embedded),
            new ClusterFacts(Simulated: true),
            TimeProvider.System,
            logging => logging.AddProvider(logs).SetMinimumLevel(LogLevel.Debug),
            cancellation);
        await host.Stacks.WaitForSyncAsync(cancellation);
        return new(embedded, NewClient(embedded), host, logs, clusterLogs, stacks);
    }

    /// <summary>Every Service and Pod that carries our label, straight from the cluster.</summary>
    public async Task<(IReadOnlyList<Service> Services, IReadOnlyList<Pod> Pods)> ObjectsAsync()
    {
        var ours = new ListOptions { LabelSelector = "app.kubernetes.io/managed-by=portcullis,portcullis.dev/stack" };
        var services = await Client.ListAsync(ResourceTypes.Services, Settings.Namespace, ours, TestContext.Current.CancellationToken);
        var pods = await Client.ListAsync(ResourceTypes.Pods, Settings.Namespace, ours, TestContext.Current.CancellationToken);
        return (services.Items, pods.Items);
    }

    /// <summary>Waits until nothing of any stack is left in the cluster, and every port is free.</summary>
    public async Task NothingIsLeftAsync()
    {
        await Eventually.PassesAsync(
            async () =>
            {
                var (services, pods) = await ObjectsAsync();
                services.Select(service => service.Metadata.Name).ShouldBeEmpty();
                pods.Select(pod => pod.Metadata.Name).ShouldBeEmpty();
            },
            cancellationToken: TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Host.Stacks.FreeNodePorts == Settings.NodePortMax - Settings.NodePortMin + 1, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until a stack has a status.</summary>
    public Task StatusAsync(string stackId, string status, string? reason = null) => Eventually.PassesAsync(
        async () =>
        {
            var json = (await Api.GetAsync($"/stacks/{stackId}/status")).ShouldBe(200).Json;
            json.GetProperty("status").GetString().ShouldBe(status);
            if (reason is not null)
            {
                json.GetProperty("reason").GetString().ShouldBe(reason);
            }
        },
        cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Host.DisposeAsync();
        Client.Dispose();
        await Cluster.DisposeAsync();
        _clusterLogs.Dispose();
    }

    private static KubernetesClient NewClient(EmbeddedCluster cluster) =>
        new(cluster.CreateHandler(), cluster.Address, new KubernetesClientOptions(), TimeProvider.System);
}
